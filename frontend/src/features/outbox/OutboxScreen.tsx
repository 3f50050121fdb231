import { api } from '@/api';
import type { MailRow } from '@/api/types';
import { texts } from '@/app/texts';
import { type Column, DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import type { Filter } from '@/components/FilterChips';
import { ListToolbar, useColumns } from '@/components/ListToolbar';
import { Moment } from '@/components/Moment';
import { NothingFound } from '@/components/NothingFound';
import { Page } from '@/components/Page';
import { RowButton } from '@/components/RowButton';
import { WithPanel } from '@/components/SidePanel';
import { StatusDot, type Tone } from '@/components/StatusDot';
import { Tag } from '@/components/Tag';
import { useList } from '@/components/useList';
import { type Sort, useListState } from '@/components/useListState';
import { MailPanel } from './MailPanel';

const t = texts.outbox;
const NEWEST: Sort = { column: 'when', descending: true };
const PAGE = 60;
const EVERY = 15_000;
const TONES: Record<string, Tone> = { held: 'warn', queued: 'act', sent: 'good', failed: 'bad', cancelled: 'quiet' };

const FILTERS: Filter[] = [
  {
    key: 'state',
    label: t.columns.state,
    options: Object.entries(t.state).map(([value, label]) => ({ value, label })),
  },
];

const columnsFor = (open: (id: number) => void): Column<MailRow>[] => [
  {
    key: 'to',
    title: t.columns.to,
    render: (row) => (
      <RowButton onOpen={() => open(row.id)} under={row.toName ? row.toEmail : undefined}>
        {row.toName || row.toEmail}
      </RowButton>
    ),
  },
  {
    key: 'subject',
    width: '36%',
    title: t.columns.subject,
    render: (row) => (
      <>
        <span dir="auto">{row.subject}</span> {row.isSealed ? <Tag>{t.sealed}</Tag> : null}
      </>
    ),
  },
  { key: 'kind', wide: true, title: t.columns.kind, render: (row) => row.kindLabel, width: 190 },
  {
    key: 'state',
    title: t.columns.state,
    width: 165,
    render: (row) => <StatusDot tone={TONES[row.state] ?? 'quiet'}>{t.state[row.state] ?? row.state}</StatusDot>,
  },
  { key: 'when', title: t.columns.when, width: 130, render: (row) => <Moment at={row.createdAt} /> },
];

export function OutboxScreen() {
  const state = useListState(NEWEST);
  const { search, chosen } = state;
  const list = useList(
    ['outbox', 'list', search, chosen],
    (after) => api.outbox.List({ search, state: chosen.state ?? '', after, limit: PAGE }),
    EVERY,
  );
  const open = (id: number) => state.setOpen(String(id) === state.open ? '' : String(id));
  const { columns, menu } = useColumns('outbox', columnsFor(open), state.open !== '');
  return (
    <Page title={t.title} sentence={t.sentence}>
      <ListToolbar state={state} search={t.search} filters={FILTERS} count={list.count} right={menu} />
      <WithPanel
        panel={
          state.open ? <MailPanel key={state.open} id={Number(state.open)} onClose={() => state.setOpen('')} /> : null
        }
      >
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
              <EmptyState drawing="letter" title={t.emptyTitle} sentence={t.emptySentence} />
            )
          }
        />
      </WithPanel>
    </Page>
  );
}
