import { api } from '@/api';
import type { MailRow } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { type Column, DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import type { Filter } from '@/components/FilterChips';
import { ListToolbar, useColumns } from '@/components/ListToolbar';
import { Moment } from '@/components/Moment';
import { NothingFound } from '@/components/NothingFound';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { RowButton } from '@/components/RowButton';
import { WithPanel } from '@/components/SidePanel';
import { StatusDot, type Tone } from '@/components/StatusDot';
import { Tag } from '@/components/Tag';
import { useList } from '@/components/useList';
import { type Sort, useListState } from '@/components/useListState';
import { useSelection } from '@/components/useSelection';
import { mailPace, useMail } from '@/features/mail/useMail';
import { MailPanel } from './MailPanel';
import { MailsBulk } from './MailsBulk';
import { SendingNotice } from './SendingNotice';

const t = texts.outbox;
const NEWEST: Sort = { column: 'when', descending: true };
const PAGE = 60;
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

/** One click for everything that is held, or that has failed. */
function SendAll({ which, count }: { which: 'held' | 'failed'; count: number }) {
  const send = useChange(api.outbox.SendAll, { quiet: true, onDone: (done) => sayDone(t.queuedSaid(done)) });
  return (
    <ConfirmButton
      title={t.sendAllTitle[which](count)}
      sentence={t.sendAllSentence}
      confirm={t.sendAllButton}
      onConfirm={() => send.mutateAsync(which)}
    >
      {t.sendAll[which](count)}
    </ConfirmButton>
  );
}

export function OutboxScreen() {
  const sending = useMail().data;
  const sends = sending?.settings.isOn ?? false;
  const state = useListState(NEWEST);
  const { search, chosen } = state;
  const list = useList(
    ['outbox', 'list', search, chosen],
    (after) => api.outbox.List({ search, state: chosen.state ?? '', after, limit: PAGE }),
    mailPace(sending?.queued),
  );
  const selection = useSelection(
    list.rows.map((row) => row.id),
    JSON.stringify([search, chosen]),
  );
  const open = (id: number) => state.setOpen(String(id) === state.open ? '' : String(id));
  const { columns, menu } = useColumns('outbox', columnsFor(open), state.open !== '');
  return (
    <Page
      title={t.title}
      sentence={t.sentence}
      action={
        sending && sends ? (
          <>
            {sending.failed > 0 ? <SendAll which="failed" count={sending.failed} /> : null}
            {sending.held > 0 ? <SendAll which="held" count={sending.held} /> : null}
          </>
        ) : null
      }
    >
      <SendingNotice state={sending} />
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
          selection={selection}
          nameOf={(row) => row.subject}
          empty={
            state.narrowed ? (
              <NothingFound onClear={state.clear} />
            ) : (
              <EmptyState drawing="letter" title={t.emptyTitle} sentence={t.emptySentence} />
            )
          }
        />
        <MailsBulk selection={selection} sends={sends} />
      </WithPanel>
    </Page>
  );
}
