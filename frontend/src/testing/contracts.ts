import type {
  ContractDetail,
  ContractInput,
  ContractRow,
  ContractsCopy,
  ContractsForMany,
  ContractTemplate,
  DocumentDetail,
  DocumentInput,
  DocumentRow,
} from '@/api/types';
import { busyWorld, type World } from './data';
import { has, missing, page, refuse, type Struct } from './fake';

/** A document as the list has it. */
export function documentRow(parts: Partial<DocumentRow> & { id: number; title: string }): DocumentRow {
  return {
    contractId: 1,
    contract: 'Framework agreement',
    organizationId: 3,
    organization: 'Halden AS',
    state: 'draft',
    version: 0,
    correcting: false,
    signable: true,
    limited: false,
    signed: 0,
    needed: 1,
    waitsFor: [],
    waitsForMore: 0,
    dueOn: '',
    overdue: false,
    sentAt: '',
    completedAt: '',
    ...parts,
  };
}

function contract(id: number, input: Partial<ContractInput>, organization: string, documents: DocumentRow[] = []) {
  return {
    id,
    organization,
    archived: false,
    documents: documents.map((row) => ({ ...row, contractId: id, contract: input.name ?? '', organization })),
    input: {
      organizationId: 3,
      name: '',
      number: '',
      category: '',
      subcategory: '',
      beginsOn: '',
      endsOn: '',
      status: 'active',
      notes: '',
      seen: 1,
      ...input,
    },
  };
}

/** The busy site with contracts switched on. */
export function contractWorld(): World {
  const world = busyWorld();
  world.site.useContracts = true;
  world.contracts = [
    contract(1, { name: 'Framework agreement', number: 'NW-2026-1', category: 'Partnership' }, 'Halden AS', [
      documentRow({
        id: 1,
        title: 'Agreement',
        state: 'sent',
        version: 1,
        waitsFor: ['Inger Dahl'],
        sentAt: '2026-05-02T08:00:00Z',
      }),
      documentRow({ id: 2, title: 'Price list', state: 'sent', version: 1, signable: false, needed: 0 }),
      documentRow({ id: 3, title: 'Appendix' }),
    ]),
    contract(
      2,
      { name: '<script>alert("contract")</script>', status: 'draft', organizationId: 7 },
      'معهد الشرق للتدريب والقيادة',
      [documentRow({ id: 4, title: 'Lonely', state: 'sent', version: 1, dueOn: '2026-01-01', overdue: true })],
    ),
  ];
  world.contractTemplates = [
    {
      id: 1,
      name: 'Terms',
      title: 'Terms for all',
      body: '{{organization.name}} agrees.',
      updatedAt: '2026-05-01T08:00:00Z',
    },
  ];
  return world;
}

const invalid = (fields: Record<string, string>) =>
  refuse({ code: 'invalid', message: 'Please check the marked fields.', fields });

const rowOf = ({ id, input, organization, archived, documents }: ContractDetail): ContractRow => ({
  ...input,
  id,
  organization,
  archived,
  documents: documents.length,
  waiting: documents.filter(({ state, signable }) => state === 'sent' && signable).length,
  completed: 0,
  createdAt: '2026-05-01T08:00:00Z',
});

/** A task that is over as soon as it is looked at. */
const ended = { id: 'many', label: '', phase: '', done: 2, total: 2, state: 'done', fault: null, file: {} };

/** What answers for contracts, documents and templates. */
export function contracts(world: World): Record<string, Struct> {
  const find = (id: number) => world.contracts.find((one) => one.id === id) ?? missing();
  const rows = () => world.contracts.flatMap(({ documents }) => documents);
  const row = (id: number) => rows().find((one) => one.id === id) ?? missing();
  const chosen = ({ organizations }: ContractsForMany) =>
    organizations.all
      ? world.organizations.filter((one) => one.status === 'active' && has(one.name, organizations.filter.search))
      : world.organizations.filter(({ id }) => organizations.ids.includes(id));
  const add = (input: Partial<ContractInput>, documents: DocumentRow[]) => {
    const organization = world.organizations.find(({ id }) => id === input.organizationId)?.name ?? '';
    const made = contract(100 + world.contracts.length, input, organization, documents);
    world.contracts.push(made);
    return made;
  };
  const detail = (id: number): DocumentDetail => {
    const found = row(id);
    return {
      row: found,
      isWritten: found.version === 0 || found.correcting,
      fileName: '',
      filePages: 0,
      versions: [],
      signatures: [],
      events: [],
      inForce: [],
      obstacles: [],
      input: {
        title: found.title,
        kind: 'text',
        body: '',
        signable: found.signable,
        signers: [{ kind: 'anyone', userId: 0, roleId: 0, needed: 1, signed: 0, isTurn: false, name: '' }],
        inOrder: false,
        limits: [],
        dueOn: found.dueOn,
        remindDays: 0,
        seen: 1,
      },
    };
  };
  return {
    Tasks: { State: () => ended },
    Contracts: {
      List: (query: { search: string; status: string; archived: boolean; after: string }) =>
        page(
          world.contracts
            .map(rowOf)
            .filter((one) => has(`${one.name} ${one.number}`, query.search) && one.archived === query.archived)
            .filter((one) => !query.status || one.status === query.status),
          query.after,
        ),
      Categories: () => ['Partnership'],
      Get: find,
      Create: (input: ContractInput) => {
        if (world.contracts.some((one) => one.input.number !== '' && one.input.number === input.number)) {
          invalid({ number: 'Another contract has this number.' });
        }
        return add(input, []);
      },
      Save: (id: number, input: ContractInput) => Object.assign(find(id), { input }),
      SetArchived: (ids: number[], archived: boolean) => {
        for (const id of ids) find(id).archived = archived;
        return ids.length;
      },
      SetStatus: (ids: number[], status: string) => {
        for (const id of ids) find(id).input.status = status;
        return ids.length;
      },
      Copy: ({ ids, organizationId, withDocuments }: ContractsCopy) =>
        ids.map((id) => {
          const from = find(id);
          const name = organizationId ? from.input.name : `${from.input.name} (copy)`;
          const documents = withDocuments
            ? from.documents.map((one) => documentRow({ id: one.id + 1000, title: one.title }))
            : [];
          const own = {
            name,
            number: '',
            organizationId: organizationId || from.input.organizationId,
            status: 'draft',
          };
          return add({ ...from.input, ...own }, documents).id;
        }),
      CheckMany: (input: ContractsForMany) => {
        const fields: Record<string, string> = {};
        if (chosen(input).length === 0) fields.organizationId = 'Choose at least one organization.';
        if (input.contract.name.trim() === '') fields.name = 'Give the contract a name.';
        if (Object.keys(fields).length > 0) invalid(fields);
        return chosen(input).length;
      },
      CreateMany: (input: ContractsForMany) => {
        for (const one of chosen(input)) {
          const title = world.contractTemplates.find(({ id }) => id === input.templateId)?.title;
          add({ ...input.contract, organizationId: one.id }, title ? [documentRow({ id: 2000 + one.id, title })] : []);
        }
        return ended;
      },
      Delete: (id: number) => {
        world.contracts = world.contracts.filter((one) => one.id !== id);
      },
      Settings: () => ({ allowWithdrawing: true, withdrawHours: 48 }),
      People: (query: { search: string; id: number; after: string }) =>
        page(
          world.users
            .filter(({ id }) => !query.id || id === query.id)
            .map(({ id, firstName, lastName, email }) => ({
              id,
              name: `${firstName} ${lastName}`,
              email,
              waiting: rows().filter(({ waitsFor }) => waitsFor.includes(`${firstName} ${lastName}`)).length,
              signed: 0,
              lastSignedAt: '',
            }))
            .filter((one) => has(one.name, query.search)),
          query.after,
        ),
      ...templates(world),
      Documents: (query: { search: string; state: string; after: string }) =>
        page(
          rows()
            .filter((one) => has(one.title, query.search))
            .filter((one) => !query.state || one.state === query.state || (query.state === 'overdue' && one.overdue)),
          query.after,
        ),
      Document: detail,
      Preview: () => ({ name: 'a.pdf', data: '', missing: ['contract.number'] }),
      SaveDocument: (id: number, input: DocumentInput) => {
        if (input.title.trim() === '') invalid({ title: 'Give the document a title.' });
        Object.assign(row(id), { title: input.title, signable: input.signable, dueOn: input.dueOn });
        return detail(id);
      },
      UseTemplate: (id: number, contractIds: number[]) =>
        contractIds.map((one) => {
          const made = documentRow({ id: 3000, title: world.contractTemplates.find((t) => t.id === id)?.title ?? '' });
          find(one).documents.push(made);
          return made.id;
        }),
      Send: (id: number) => {
        Object.assign(row(id), { state: 'sent', version: row(id).version + 1, correcting: false });
        return detail(id);
      },
      SendMany: (ids: number[]) => {
        const kept = ids.filter((id) => row(id).state !== 'draft');
        for (const id of ids) if (row(id).state === 'draft') row(id).state = 'sent';
        return {
          sent: ids.length - kept.length,
          kept: kept.map((id) => ({ id, name: row(id).title, reason: 'Was sent already.' })),
          warned: [],
        };
      },
      Remind: (ids: number[]) => ({ sent: ids.length, quiet: 0, noAddress: 0, nobody: 0 }),
      Withdraw: (id: number) => {
        row(id).state = 'withdrawn';
        return detail(id);
      },
    },
  };
}

function templates(world: World): Struct {
  return {
    Words: () => [{ written: '{{organization.name}}', help: 'The organization’s name' }],
    Templates: () => world.contractTemplates,
    Template: (id: number) => world.contractTemplates.find((one) => one.id === id) ?? missing(),
    SaveTemplate: (input: ContractTemplate) => {
      if (input.body.includes('{{nobody}}')) invalid({ body: 'Line 1: {{nobody}} is not a reserved word.' });
      const saved = { ...input, id: input.id || 50 };
      world.contractTemplates = [...world.contractTemplates.filter(({ id }) => id !== saved.id), saved];
      return saved;
    },
    DeleteTemplate: (id: number) => {
      world.contractTemplates = world.contractTemplates.filter((one) => one.id !== id);
    },
    PreviewTemplate: () => ({ name: 'a.pdf', data: '', missing: [] }),
  };
}
