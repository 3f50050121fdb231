import { Alert, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import type { AuditQuery } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import type { Filter } from '@/components/FilterChips';
import { ListToolbar, useColumns } from '@/components/ListToolbar';
import { NothingFound } from '@/components/NothingFound';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { SaveMenu } from '@/components/SaveMenu';
import { WithPanel } from '@/components/SidePanel';
import { useList } from '@/components/useList';
import { type ListState, type Sort, useListState } from '@/components/useListState';
import classes from './AuditScreen.module.css';
import { auditColumns } from './columns';
import { EntryPanel } from './EntryPanel';
import { VerifyButton } from './VerifyButton';
import { actionWords, subjectWords } from './words';

const t = texts.audit;
const NEWEST: Sort = { column: 'when', descending: true };
const PAGE = 60;

const queryOf = ({ search, chosen }: ListState): AuditQuery => ({
  search,
  actorKind: chosen.who ?? '',
  subjectKind: chosen.what ?? '',
  subjectId: Number(chosen.record ?? 0),
  action: chosen.action ?? '',
  from: chosen.from ?? '',
  until: chosen.until ?? '',
  after: '',
  limit: PAGE,
});

export function AuditScreen() {
  const state = useListState(NEWEST);
  const query = queryOf(state);
  const list = useList(['audit', 'list', query], (after) => api.auditLog.List({ ...query, after }));
  const kinds = useQuery({ queryKey: ['audit', 'kinds'], queryFn: () => api.auditLog.Kinds() });
  const open = (id: number) => state.setOpen(String(id) === state.open ? '' : String(id));
  const { columns, menu } = useColumns('audit', auditColumns(open), state.open !== '');
  const chosen = list.rows.find(({ id }) => String(id) === state.open);
  return (
    <Page title={t.title} sentence={t.sentence} action={<VerifyButton />}>
      {kinds.data?.problem ? <Changed problem={kinds.data.problem} /> : null}
      <ListToolbar
        state={state}
        search={t.search}
        filters={filtersOf(state, kinds.data?.subjects ?? [])}
        count={list.count}
        more={<Period state={state} />}
        right={
          <>
            <SaveMenu
              label={texts.app.export}
              title={t.exporting}
              kinds={t.exportKinds}
              begin={(format) => api.auditLog.Export(query, format)}
            />
            {menu}
          </>
        }
      />
      <WithPanel panel={chosen ? <EntryPanel entry={chosen} state={state} /> : null}>
        <DataTable
          label={t.title}
          list={list}
          columns={columns}
          rowKey={(row) => String(row.id)}
          open={state.open}
          onOpen={(row) => open(row.id)}
          empty={
            state.narrowed ? (
              <NothingFound onClear={state.clear} />
            ) : (
              <EmptyState drawing="arch" title={t.emptyTitle} sentence={t.emptySentence} />
            )
          }
        />
      </WithPanel>
    </Page>
  );
}

/** Who and what can be chosen; an action or a record that a panel chose shows as a chip to take away. */
function filtersOf({ chosen }: ListState, subjects: string[]): Filter[] {
  const filters: Filter[] = [
    {
      key: 'who',
      label: t.filters.who,
      options: Object.entries(t.actors).map(([value, label]) => ({ value, label })),
    },
    { key: 'what', label: t.filters.what, options: subjects.map((value) => ({ value, label: subjectWords(value) })) },
  ];
  if (chosen.action) {
    filters.push({
      key: 'action',
      label: t.filters.action,
      options: [{ value: chosen.action, label: actionWords(chosen.action) }],
    });
  }
  if (chosen.record) {
    filters.push({
      key: 'record',
      label: subjectWords(chosen.what ?? ''),
      options: [{ value: chosen.record, label: `#${chosen.record}` }],
    });
  }
  return filters;
}

function Period({ state }: { state: ListState }) {
  return (
    <div className={classes.period}>
      {(['from', 'until'] as const).map((key) => (
        <TextInput
          key={key}
          type="date"
          size="xs"
          aria-label={t[key]}
          title={t[key]}
          leftSection={<span className={classes.edge}>{t.period[key]}</span>}
          leftSectionWidth={46}
          leftSectionPointerEvents="none"
          value={state.chosen[key] ?? ''}
          onChange={(event) => state.setFilter(key, event.currentTarget.value)}
        />
      ))}
    </div>
  );
}

function Changed({ problem }: { problem: string }) {
  const restart = useChange(() => api.auditLog.RestartAnchor(), { quiet: true, onDone: () => sayDone(t.restarted) });
  return (
    <Alert icon={<IconAlertTriangle stroke={1.5} />} color="bad" title={t.problemTitle}>
      <p className={classes.problem}>{problem}</p>
      <ConfirmButton
        title={t.restartTitle}
        sentence={t.restartSentence}
        confirm={t.restart}
        danger
        onConfirm={() => restart.mutateAsync(undefined)}
        button={{ size: 'xs' }}
      >
        {t.restart}
      </ConfirmButton>
    </Alert>
  );
}
