import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '@/api';
import type { ContractDetail, ContractInput } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { FormSection } from '@/components/FormSection';
import { useFitting } from '@/components/ListToolbar';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { StatusDot } from '@/components/StatusDot';
import { ContractForm } from './ContractForm';
import classes from './Contracts.module.css';
import { CopyDialog } from './CopyDialog';
import { ContractStatus, documentColumns } from './columns';
import { TemplateDialog } from './TemplateDialog';

const t = texts.contracts;

/** One contract: its documents, then what is said of it. */
export function ContractScreen() {
  const id = Number(useParams().id);
  const query = useQuery({ queryKey: ['contracts', 'one', id], queryFn: () => api.contracts.Get(id) });
  const contract = query.data;
  return (
    <Page
      title={contract?.input.name ?? t.one}
      sentence={contract ? <About contract={contract} /> : t.sentence}
      above={<Link to="/contracts">{t.title}</Link>}
      action={contract ? <Actions contract={contract} /> : null}
    >
      <Loaded query={query}>{(loaded) => <Contract key={loaded.id} contract={loaded} />}</Loaded>
    </Page>
  );
}

/** Whose contract it is, which one, and how it stands. */
function About({ contract }: { contract: ContractDetail }) {
  const { number, category, subcategory, status } = contract.input;
  return (
    <span className={classes.about}>
      <Link to={`/organizations/${contract.input.organizationId}`} dir="auto">
        {contract.organization}
      </Link>
      {[number, [category, subcategory].filter(Boolean).join(', ')].filter(Boolean).map((word) => (
        <Fragment key={word}>
          {' · '}
          <bdi>{word}</bdi>
        </Fragment>
      ))}
      <span className={classes.status}>
        <ContractStatus status={status} />
      </span>
    </span>
  );
}

/** Whether it is archived, and the way to a copy of it. */
function Actions({ contract }: { contract: ContractDetail }) {
  const navigate = useNavigate();
  const [copying, { open, close }] = useDisclosure(false);
  return (
    <Group gap={12}>
      {contract.archived ? <StatusDot tone="quiet">{t.isArchived}</StatusDot> : null}
      <Button onClick={open}>{t.copying.button}</Button>
      <CopyDialog
        opened={copying}
        ids={[contract.id]}
        documents={contract.documents.length}
        onCopied={([copy]) => {
          close();
          sayDone(t.copying.opened(contract.input.name));
          navigate(`/contracts/${copy}`);
        }}
        onClose={close}
      />
    </Group>
  );
}

function Contract({ contract }: { contract: ContractDetail }) {
  const navigate = useNavigate();
  const save = useChange((input: ContractInput) => api.contracts.Save(contract.id, input), { quiet: true });
  const remove = useChange(() => api.contracts.Delete(contract.id), {
    quiet: true,
    onDone: () => {
      sayDone(t.removed);
      navigate('/contracts', { replace: true });
    },
  });
  const archive = useChange((on: boolean) => api.contracts.SetArchived([contract.id], on), {
    onDone: (count, on) => sayDone(on ? t.archived(count) : t.restored(count), { run: () => archive.mutate(!on) }),
  });
  return (
    <>
      <Documents contract={contract} />
      <ContractForm
        label={contract.input.name}
        initial={contract.input}
        organization={contract.organization}
        save={save.mutateAsync}
        present={async () => (await api.contracts.Get(contract.id)).input}
        onSaved={() => sayDone(t.saved)}
      >
        <FormSection title={contract.archived ? t.restore : t.archive} sentence={t.removeSentence}>
          <Group gap={8}>
            <Button size="xs" loading={archive.isPending} onClick={() => archive.mutate(!contract.archived)}>
              {contract.archived ? t.restore : t.archive}
            </Button>
            <ConfirmButton
              button={{ size: 'xs' }}
              title={t.removeTitle(contract.input.name)}
              sentence={t.removeSentence}
              confirm={t.remove}
              danger
              onConfirm={() => remove.mutateAsync(undefined)}
            >
              {t.remove}
            </ConfirmButton>
          </Group>
        </FormSection>
      </ContractForm>
    </>
  );
}

/** The documents of a contract, and the three ways to add one. */
function Documents({ contract }: { contract: ContractDetail }) {
  const navigate = useNavigate();
  const [fromTemplate, setFromTemplate] = useState(false);
  const open = (id: number) => navigate(`/documents/${id}`);
  const columns = useFitting(documentColumns(open, true));
  const add = useChange(
    (kind: 'file' | 'text') =>
      api.contracts.CreateDocument(contract.id, {
        title: kind === 'file' ? t.document.newFile : t.document.newText,
        kind,
        body: '',
        signable: true,
        signers: [],
        inOrder: false,
        limits: [],
        dueOn: '',
        remindDays: 0,
        seen: 0,
      }),
    { onDone: ({ row }) => open(row.id) },
  );
  const buttons = (
    <Group gap={8}>
      <Button size="xs" loading={add.isPending} onClick={() => add.mutate('file')}>
        {t.document.addFile}
      </Button>
      <Button size="xs" loading={add.isPending} onClick={() => add.mutate('text')}>
        {t.document.addText}
      </Button>
      <Button size="xs" onClick={() => setFromTemplate(true)}>
        {t.document.addFrom}
      </Button>
    </Group>
  );
  const rows = contract.documents;
  return (
    <section aria-label={t.document.title} className={classes.documents}>
      {rows.length > 0 ? (
        <div className={classes.over}>
          <h2>{t.document.title}</h2>
          {buttons}
        </div>
      ) : null}
      <DataTable
        label={t.document.title}
        list={{
          rows,
          count: rows.length,
          waiting: false,
          error: undefined,
          more: false,
          loadingMore: false,
          loadMore: () => undefined,
          retry: () => undefined,
        }}
        columns={columns}
        rowKey={(row) => String(row.id)}
        onOpen={(row) => open(row.id)}
        empty={
          <EmptyState
            drawing="sheet"
            title={t.document.emptyTitle}
            sentence={t.document.emptyOfContract}
            action={buttons}
          />
        }
      />
      <TemplateDialog
        opened={fromTemplate}
        onClose={() => setFromTemplate(false)}
        contractId={contract.id}
        onMade={open}
      />
    </section>
  );
}
