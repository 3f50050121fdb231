import type {
  AccountRoleInput,
  ChosenOrganizations,
  ChosenUsers,
  OrganizationDetail,
  OrganizationInput,
  OwnTexts,
  PartnerPortalSettings,
  UserDetail,
  UserInput,
} from '@/api/types';
import { contracts } from './contracts';
import { assessment, busyWorld, organization, user, type World } from './data';

export type Struct = Record<string, (...args: never[]) => unknown>;

/** Refuses a call the way the program does: the rejection is the fault as a JSON string. */
export const refuse = (fault: object): never => {
  throw JSON.stringify(fault);
};

/**
 * A stand-in for the program, for the tests and for looking at screens. It keeps what it is told in memory; it is
 * never part of the build. `changes` replaces single methods: `{ Users: { List: () => … } }`.
 */
export function installFake(world: World = busyWorld(), changes: Record<string, Struct> = {}): World {
  const structs: Record<string, Struct> = {
    Application: {
      Info: () => world.site,
      SetUnsaved: () => undefined,
      CopyText: () => undefined,
      OpenAddress: () => undefined,
      Preferences: () => [],
      SavePreference: () => undefined,
    },
    Home: { Overview: () => overview(world) },
    FirstStart: firstStart(world),
    Organizations: organizations(world),
    Users: users(world),
    ...roles(world),
    ...contracts(world),
    Assessments: assessments(world),
    Responses: {
      List: (query: { search: string; state: string; after: string }) =>
        page(
          world.responses.filter(
            (row) => has(`${row.respondent} ${row.email}`, query.search) && (!query.state || row.state === query.state),
          ),
          query.after,
        ),
    },
    Registrations: {
      List: (query: { search: string; state: string; after: string }) =>
        page(
          world.registrations.filter(
            (row) => has(row.organizationName, query.search) && (!query.state || row.state === query.state),
          ),
          query.after,
        ),
    },
    SiteSettings: siteSettings(world),
    PortalSettings: portalSettings(world),
    SiteText: siteText(world),
    Listener: {
      State: () => world.listener,
      Save: (settings: World['listener']['settings']) => {
        world.listener = { ...world.listener, settings };
        return world.listener;
      },
      Start: () => {
        world.listener = { ...world.listener, running: true, problem: '' };
        return world.listener;
      },
      Stop: () => {
        world.listener = { ...world.listener, running: false };
        return world.listener;
      },
    },
    Rehearsals: {
      State: () => ({
        stage: 'idle',
        keep: false,
        fault: null,
        sandbox: null,
        report: { id: 0, site: '', by: '', way: '', startedAt: '', endedAt: '', durationMs: 0, outcome: '', steps: [] },
      }),
      List: () => ({ items: [], next: '', count: 0 }),
    },
    Outbox: {
      List: (query: { search: string; after: string }) =>
        page(
          world.mails.map(({ mail }) => mail).filter((row) => has(row.subject, query.search)),
          query.after,
        ),
      Read: (id: number) => world.mails.find(({ mail }) => mail.id === id),
      Send: (ids: number[]) => moveMails(world, ids, 'queued'),
      Cancel: (ids: number[]) => moveMails(world, ids, 'cancelled'),
      SendAll: (state: string) => {
        const ids = world.mails.filter(({ mail }) => mail.state === state).map(({ mail }) => mail.id);
        return moveMails(world, ids, 'queued').changed.length;
      },
    },
  };
  const bindings = Object.fromEntries(
    Object.keys({ ...structs, ...changes }).map((name) => [name, asynchronous({ ...structs[name], ...changes[name] })]),
  );
  Object.assign(window, { go: { bindings } });
  return world;
}

function moveMails(world: World, ids: number[], to: string) {
  const outcome = { changed: [] as number[], left: [] as { id: number; name: string; reason: string }[] };
  for (const { mail } of world.mails.filter(({ mail }) => ids.includes(mail.id))) {
    if (mail.state === 'sent') outcome.left.push({ id: mail.id, name: mail.subject, reason: 'Was sent already.' });
    else {
      mail.state = to;
      outcome.changed.push(mail.id);
    }
  }
  return outcome;
}

function asynchronous(methods: Struct): Record<string, (...args: unknown[]) => Promise<unknown>> {
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      name,
      async (...args: unknown[]) => structuredClone((method as (...all: unknown[]) => unknown)(...args)),
    ]),
  );
}

export const has = (text: string, words: string) => text.toLowerCase().includes(words.toLowerCase());

export function page<Row>(rows: Row[], after: string) {
  const start = Number(after || 0);
  const end = start + 40;
  return { items: rows.slice(start, end), next: end < rows.length ? String(end) : '', count: rows.length };
}

export const missing = () => refuse({ code: 'not_found', message: 'There is no such record.' });

const rowOf = (one: OrganizationDetail) => ({
  ...one,
  parentName: one.trail.at(-1)?.name ?? '',
  managers: one.managers.length,
});

function organizations(world: World): Struct {
  const find = (id: number) => world.organizations.find((one) => one.id === id) ?? missing();
  const fill = (input: OrganizationInput) => {
    const parent = world.organizations.find(({ id }) => id === input.parentId);
    return {
      ...input,
      level: (parent?.level ?? 0) + 1,
      trail: parent ? [...parent.trail, { id: parent.id, name: parent.name }] : [],
    };
  };
  const setStatus = (status: string) => (id: number) => {
    Object.assign(find(id), { status });
    return { organizations: 1, managers: find(id).managers.length };
  };
  const chosen = ({ ids, all, filter }: ChosenOrganizations) =>
    all ? world.organizations.filter((one) => has(one.name, filter.search)).map(({ id }) => id) : ids;
  const all = (status: string) => (asked: ChosenOrganizations) => {
    const ids = chosen(asked);
    for (const id of ids) find(id).status = status;
    return { organizations: ids.length, managers: 0, branches: ids, left: [] };
  };
  return {
    List: (query: { search: string; status: string; level: number; allotment: string; after: string }) =>
      page(
        world.organizations
          .filter((one) => has(one.name, query.search))
          .filter((one) => !query.status || one.status === query.status)
          .filter((one) => !query.level || one.level === query.level)
          .filter((one) => !query.allotment || one.responseAllotment === query.allotment)
          .map(rowOf),
        query.after,
      ),
    Children: (parentId: number, status: string, after: string) =>
      page(
        world.organizations.filter((one) => one.parentId === parentId && (!status || one.status === status)).map(rowOf),
        after,
      ),
    Get: find,
    Create: (input: OrganizationInput) => {
      if (world.organizations.some((one) => has(one.name, input.name) && one.parentId === input.parentId)) {
        refuse({
          code: 'conflict',
          message: 'Please check the marked fields.',
          fields: { name: 'There is already an organization of this name here. Choose another name.' },
        });
      }
      const made = organization({ id: 1000 + world.organizations.length, ...fill(input) });
      world.organizations.push(made);
      return made;
    },
    Update: (id: number, input: OrganizationInput) => Object.assign(find(id), fill(input)),
    SaveTexts: (id: number, input: OwnTexts) => Object.assign(find(id), input),
    PreviewTexts: () => ({ about: '<p>About</p>', privacy: '<p>Privacy</p>' }),
    ArchiveEffect: (id: number) => ({ organizations: find(id).below + 1, managers: find(id).managers.length }),
    Archive: setStatus('archived'),
    Restore: setStatus('active'),
    Count: ({ search, status }: { search: string; status: string }) =>
      world.organizations.filter((one) => has(one.name, search) && (!status || one.status === status)).length,
    CountChosen: (asked: ChosenOrganizations) => chosen(asked).length,
    ArchiveAllEffect: (asked: ChosenOrganizations) => ({
      organizations: chosen(asked).length,
      managers: 2,
      branches: chosen(asked),
      left: [],
    }),
    ArchiveAll: all('archived'),
    RestoreAll: all('active'),
    Delete: (id: number) => {
      world.organizations = world.organizations.filter((one) => one.id !== id);
    },
    ReplaceKey: (id: number) => Object.assign(find(id), { key: '&org=NEWKEY' }),
    Choices: (search: string, maximumLevel: number) =>
      world.organizations
        .filter((one) => has(one.name, search) && (!maximumLevel || one.level <= maximumLevel))
        .slice(0, 50)
        .map(({ id, name, level, trail }) => ({
          id,
          name,
          level,
          trail: trail.map((crumb) => crumb.name).join(' › '),
        })),
  };
}

const RESTRICTIONS = [
  'Hide Organization Settings',
  'Hide dashboard',
  'Hide respondent identities',
  'Hide exports',
  'Own organization only (not those below)',
  'No bulk upload',
].map((label) => ({ name: label.toLowerCase().replaceAll(/[^a-z]+/g, '_'), label, help: '' }));

const ORGANIZATIONAL_ROLES = [
  { id: 1, name: 'Director', isManagement: true, affiliations: 0, seen: 1 },
  { id: 2, name: 'Accountant', isManagement: false, affiliations: 0, seen: 1 },
];

const PORTAL_RIGHTS = [
  { name: 'partner_portal_login', label: 'Partner Portal Login', help: 'Can sign in to the portal.' },
  { name: 'view_contract_documents', label: 'View contract documents', help: 'Sees them.' },
  { name: 'sign_contract_documents', label: 'Sign contract documents', help: 'Signs them.' },
  { name: 'download_signed_documents', label: 'Download signed documents', help: 'Downloads them.' },
  { name: 'see_own_signatures', label: 'See own signatures', help: 'Sees what they signed.' },
];

function roles(world: World): Record<string, Struct> {
  const find = (id: number) => world.accountRoles.find((one) => one.id === id) ?? missing();
  const members = (id: number, input: AccountRoleInput) => {
    for (const one of world.users) {
      if (input.remove.includes(one.id)) one.accountRoles = one.accountRoles.filter((role) => role.id !== id);
      if (input.add.includes(one.id)) one.accountRoles = [...one.accountRoles, { id, name: input.name }];
    }
    return world.users.filter((one) => one.accountRoles.some((role) => role.id === id)).length;
  };
  return {
    OrganizationalRoles: { List: () => ORGANIZATIONAL_ROLES },
    AccountRoles: {
      List: () => world.accountRoles,
      Get: find,
      Rights: () => PORTAL_RIGHTS,
      Create: (input: AccountRoleInput) => {
        if (input.name === '') {
          refuse({ code: 'invalid', message: 'Please check the marked fields.', fields: { name: 'Enter a name.' } });
        }
        const made = {
          id: 50 + world.accountRoles.length,
          name: input.name,
          rights: input.rights,
          members: 0,
          seen: 1,
        };
        world.accountRoles.push(made);
        made.members = members(made.id, input);
        return made;
      },
      Update: (id: number, input: AccountRoleInput) =>
        Object.assign(find(id), { name: input.name, rights: input.rights, members: members(id, input) }),
    },
  };
}

function users(world: World): Struct {
  const find = (id: number) => world.users.find((one) => one.id === id) ?? missing();
  const fill = (input: UserInput): Partial<UserDetail> => ({
    email: input.email,
    login: input.login,
    firstName: input.firstName,
    lastName: input.lastName,
    type: input.type,
    restrictions: input.restrictions,
    organizations: input.organizationIds.map((id) => ({
      id,
      name: world.organizations.find((one) => one.id === id)?.name ?? '',
      trail: '',
      level: 1,
    })),
    assessments: world.assessments.filter(({ id }) => input.assessmentIds.includes(id)),
    affiliations: input.affiliations.map(({ organizationId, roleIds }) => ({
      organizationId,
      organization: world.organizations.find((one) => one.id === organizationId)?.name ?? '',
      trail: '',
      isArchived: false,
      roles: ORGANIZATIONAL_ROLES.filter(({ id }) => roleIds.includes(id)),
    })),
    accountRoles: world.accountRoles.filter(({ id }) => input.accountRoleIds.includes(id)),
    isSigner: input.type === 'individual',
  });
  const change = (parts: Partial<UserDetail>) => (id: number) => Object.assign(find(id), parts);
  const all =
    (parts: Partial<UserDetail>, refuses: (one: UserDetail) => boolean = () => false) =>
    ({ ids, all, filter }: ChosenUsers) => {
      const found = all
        ? world.users.filter((one) => has(`${one.firstName} ${one.lastName} ${one.email}`, filter.search))
        : ids.map(find);
      const changed = found.filter((one) => !refuses(one));
      for (const one of changed) Object.assign(one, parts);
      return {
        changed: changed.map(({ id }) => id),
        left: found
          .filter(refuses)
          .map(({ id, firstName }) => ({ id, name: firstName, reason: 'This is the Model User.' })),
      };
    };
  return {
    List: (query: { search: string; type: string; status: string; accountRoleId: number; after: string }) =>
      page(
        world.users
          .filter((one) => !query.accountRoleId || one.accountRoles.some(({ id }) => id === query.accountRoleId))
          .filter((one) => has(`${one.firstName} ${one.lastName} ${one.email}`, query.search))
          .filter((one) => (!query.type || one.type === query.type) && (!query.status || one.status === query.status))
          .map((one) => ({
            ...one,
            organization: one.organizations[0]?.name ?? '',
            organizations: one.organizations.length,
            affiliation: one.affiliations[0]?.organization ?? '',
            affiliations: one.affiliations.length,
            assessments: one.assessments.length,
          })),
        query.after,
      ),
    Get: find,
    Create: (input: UserInput) => {
      if (input.type === 'manager' && input.email === '') {
        refuse({ code: 'invalid', message: 'Please check the marked fields.', fields: { email: 'Enter an email.' } });
      }
      const made = user({ id: 1000 + world.users.length, hasPassword: false, status: 'pending', ...fill(input) });
      world.users.push(made);
      return made;
    },
    Update: (id: number, input: UserInput) => Object.assign(find(id), fill(input)),
    Copy: (id: number) => {
      const one = find(id);
      return {
        email: '',
        login: '',
        firstName: '',
        lastName: '',
        type: one.type,
        organizationIds: one.organizations.map((other: { id: number }) => other.id),
        assessmentIds: one.assessments.map((other: { id: number }) => other.id),
        restrictions: one.restrictions,
        affiliations: [],
        accountRoleIds: [],
        seen: 0,
      };
    },
    Delete: (id: number) => {
      world.users = world.users.filter((one) => one.id !== id);
    },
    Suspend: change({ isSuspended: true, status: 'suspended' }),
    Restore: change({ isSuspended: false, status: 'active' }),
    Unlock: change({ isLockedOut: false, status: 'active' }),
    ResetSecondFactor: change({ twoFactor: false }),
    EndSessions: change({ sessions: 0 }),
    Count: () => world.users.length,
    CountChosen: ({ ids, all }: ChosenUsers) => (all ? world.users.length : ids.length),
    SuspendAll: all({ isSuspended: true, status: 'suspended' }, (one) => one.isModelUser),
    RestoreAll: all({ isSuspended: false, status: 'active' }),
    SendActivations: all({}, (one) => one.email === ''),
    SendActivation: (id: number) => ({
      name: find(id).firstName,
      address: 'https://partners.northwind.example/login',
      username: find(id).email,
      code: 'K7QF-2MXP-9T4B-W',
      link: 'https://partners.northwind.example/activate?token=abc',
      expiresAt: new Date(Date.now() + 72 * 3_600_000).toISOString(),
      mailed: true,
      text: 'Hello',
    }),
    Restrictions: () => RESTRICTIONS,
    ModelUserChoices: (search: string) =>
      world.users
        .filter((one) => one.type === 'manager' && has(one.email, search) && one.assessments.length > 0)
        .map(modelChoice),
  };
}

const modelChoice = (one: UserDetail) => ({
  id: one.id,
  name: `${one.firstName} ${one.lastName}`,
  email: one.email,
  organization: one.organizations[0]?.name ?? '',
  assessments: one.assessments.map(({ name }) => name),
  restrictions: one.restrictions,
});

function assessments(world: World): Struct {
  const find = (id: number) => world.assessments.find((one) => one.id === id) ?? missing();
  return {
    List: (search: string) =>
      world.assessments
        .filter((one) => has(one.name, search))
        .map((one) => ({
          ...one,
          published: one.versions.find(({ state }) => state === 'published')?.number ?? 0,
          draft: one.versions.find(({ state }) => state === 'draft')?.number ?? 0,
          questions: one.sections.reduce((sum, { questions }) => sum + questions.length, 0),
          managers: one.managerCount,
          responses: 41,
          updatedAt: one.versions[0]?.createdAt ?? '',
        })),
    Get: find,
    Import: (text: string) =>
      text.trim().startsWith('{')
        ? { assessment: assessment(9, 'new', 'New assessment'), created: true, problems: [] }
        : {
            assessment: { id: 0 },
            created: false,
            problems: [
              { line: 3, column: 14, place: 'sections[0].questions[2].choices', message: 'Give at least two choices.' },
            ],
          },
    ImportSample: (code: string) => {
      const made = assessment(50 + world.assessments.length, code, 'Team Health Check');
      world.assessments.push(made);
      return { assessment: made, created: true, problems: [] };
    },
    Samples: () => [
      {
        code: 'team-health',
        name: 'Team Health Check',
        description: 'Twelve statements about how a team works together.',
        imported: false,
      },
      { code: 'leadership-check', name: 'Leadership Check', description: 'How somebody leads.', imported: true },
    ],
    Publish: (id: number) => {
      for (const version of find(id).versions) version.state = version.state === 'draft' ? 'published' : 'retired';
      return find(id);
    },
    Retire: (id: number) => {
      for (const version of find(id).versions) if (version.state === 'published') version.state = 'retired';
      return find(id);
    },
    Export: () => '{}',
    Schema: () => '{}',
  };
}

function firstStart(world: World): Struct {
  const ended = (id: string) => ({ id, label: '', phase: '', done: 7, total: 7, state: 'done', fault: null, file: {} });
  return {
    StartEmpty: (input: World['site']) => {
      Object.assign(world.site, input, { isNew: false });
    },
    Explore: () => {
      Object.assign(world.site, { isNew: false, isSample: true });
      return ended('explore');
    },
    RemoveSample: () => {
      Object.assign(world.site, { isNew: true, isSample: false });
      return { keptIn: 'sample-data.db' };
    },
  };
}

function siteSettings(world: World): Struct {
  return {
    General: () => world.site,
    SaveGeneral: (input: World['site']) => {
      if (input.usePartnerPortal && !input.useOrganization) {
        refuse({
          code: 'conflict',
          message: 'The Partner Portal needs organizations: every Assessment Manager belongs to one.',
          fields: { usePartnerPortal: 'The Partner Portal is built on organizations. Tick Use Organization too.' },
          mend: { label: 'Tick Use Organization', to: '/settings/features/general?mend=use-organization' },
        });
      }
      return Object.assign(world.site, input);
    },
    TimeZones: () => ['UTC', 'Europe/Berlin', 'Europe/Oslo'],
    Users: () => world.userSettings,
    SaveUsers: (input: World['userSettings']) => Object.assign(world.userSettings, input),
    Mail: () => world.mail,
    SaveMail: (settings: World['mail']['settings'], { isTyped }: { isTyped: boolean }) => {
      world.mail = {
        ...world.mail,
        settings,
        hasPassword: settings.login !== '' && (isTyped || world.mail.hasPassword),
      };
      return world.mail;
    },
    TestMail: (settings: World['mail']['settings']) => {
      if (settings.server === 'down.example') {
        refuse({ code: 'unavailable', message: 'down.example refuses connections on port 587.' });
      }
    },
  };
}

function portalSettings(world: World): Struct {
  const state = () => {
    const model = world.users.find(({ id }) => id === world.portal.modelUserId);
    const link = 'https://partners.northwind.example/register';
    return {
      settings: world.portal,
      registrationLink: world.portal.allowExternalOrganizationCreation ? link : '',
      linkProblem: '',
      opened: 41,
      registered: 12,
      modelUser: model ? modelChoice(model) : modelChoice(user({ id: 0 })),
      modelProblem: '',
      levelCounts: [1, 2, 3, 4].map((level) => world.organizations.filter((one) => one.level === level).length),
    };
  };
  return {
    Get: state,
    Save: (input: PartnerPortalSettings) => {
      if (input.allowExternalOrganizationCreation && input.modelUserId === 0) {
        refuse({
          code: 'invalid',
          message: 'Please check the marked fields.',
          fields: { modelUserId: 'Choose the Model User that new partners are made from.' },
        });
      }
      Object.assign(world.portal, input);
      return state();
    },
    CopyLink: () => state().registrationLink,
  };
}

function siteText(world: World): Struct {
  const find = (kind: string) => world.texts.find((one) => one.kind === kind) ?? missing();
  return {
    List: () => world.texts.map((one) => ({ ...one, isEmpty: one.body === '', updatedAt: '' })),
    Get: find,
    Save: (kind: string, subject: string, body: string) => {
      if (body.includes('{{nobody}}')) {
        refuse({
          code: 'invalid',
          message: 'Please check the marked fields.',
          fields: { body: 'Line 1: {{nobody}} is not a placeholder of this text.' },
        });
      }
      return Object.assign(find(kind), { subject, body, isDefault: false });
    },
    RestoreDefault: (kind: string) => Object.assign(find(kind), { body: find(kind).defaultBody, isDefault: true }),
    Preview: (_kind: string, _subject: string, body: string) =>
      `<!doctype html><html lang="en"><head><title>Register</title><style nonce="__CSP_NONCE__">body{font:16px sans-serif;padding:24px}</style></head><body><h1>Become a partner</h1><p>${body.replaceAll('<', '&lt;')}</p></body></html>`,
  };
}

function overview(world: World) {
  const titles: [string, string][] = [
    ['Enable Organizations and the Partner Portal', 'View'],
    ['Create a Model Organization', 'View'],
    ['Create a Model User', 'View'],
    ['Configure the Partner Portal Settings', 'Settings'],
    ['Set Up the Self-Registration Link', 'Copy URL'],
    ['Add Portal Text and Help', 'Texts'],
    ['Restrict Organization Settings per Manager', 'Choose'],
    ['Test the Flow', 'Rehearse'],
  ];
  const done = world.organizations.length > 0 ? 6 : 0;
  const selfRegistration = titles.map(([title, button], index) => ({
    title,
    state: index < done ? 'done' : index === 6 ? 'optional' : 'todo',
    detail: 'What the data says about this step.',
    button,
    to: '/settings/features/general',
    copies: button === 'Copy URL' && done > 0,
  }));
  return {
    selfRegistration,
    manual: [
      ...selfRegistration.map((step, index) =>
        index === 1 || index === 2 ? { ...step, state: 'not_needed', button: '', to: '' } : { ...step, copies: false },
      ),
      { ...selfRegistration[0], title: 'Create an Organization', state: 'todo', button: 'Create' },
    ],
    outsideSigners: [
      { ...selfRegistration[0], title: 'Create a new Individual Account', state: 'todo', copies: false },
    ],
    guessed: 'self',
    attention:
      done > 0
        ? [
            {
              kind: 'model_user',
              tone: 'bad',
              title: 'Registration is closed for now',
              detail: 'The Model User has no assessment.',
              button: 'Mend',
              to: '/users/1',
            },
          ]
        : [],
    figures: [
      ['organizations', world.organizations.length, '11 new this month', '/organizations'],
      ['managers signed in this week', 18, '', '/users'],
      ['responses', 10_001, '', '/responses'],
      ['registrations this month', 64, '', '/registrations'],
    ].map(([label, value, note, to]) => ({
      label,
      value,
      note,
      to,
      history: done > 0 ? [1, 4, 2, 9] : [],
      historyOf: 'new ones each week',
    })),
    responses: ['invited', 'in_progress', 'completed', 'expired', 'cancelled'].map((key, index) => ({
      key,
      count: done > 0 ? index * 7 : 0,
    })),
    completed: [0, 2, 1, 4].map((count, index) => ({ week: `2026-11-0${2 + index}`, count: done > 0 ? count : 0 })),
    scores:
      done > 0
        ? [{ assessmentId: 1, assessment: 'Leadership Check', count: 7, mean: 71.4, lowest: 40, highest: 92 }]
        : [],
    levels: [3, 12, 0, 5, 0].map((count, index) => ({ key: String(index + 1), count: done > 0 ? count : 0 })),
    registrations: Array.from({ length: 12 }, (_, index) => ({
      week: new Date(Date.UTC(2026, 8, 1 + index * 7)).toISOString().slice(0, 10),
      count: done > 0 ? [2, 3, 2, 5, 4, 7, 6, 9, 8, 11, 4, 3][index] : 0,
    })),
  };
}
