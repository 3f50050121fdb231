import type { ContractRow, DocumentRow } from '@/api/types';
import { day } from '@/app/format';
import { texts } from '@/app/texts';
import type { Column } from '@/components/DataTable';
import { Moment } from '@/components/Moment';
import { Name } from '@/components/Name';
import { RowButton } from '@/components/RowButton';
import { StatusDot, type Tone } from '@/components/StatusDot';

const t = texts.contracts;

const STATUS: Record<string, Tone> = { draft: 'quiet', active: 'good', ended: 'quiet' };
const STATE: Record<string, Tone> = {
  draft: 'quiet',
  sent: 'warn',
  completed: 'good',
  declined: 'bad',
  withdrawn: 'quiet',
};

/** A day such as 2026-11-25 as people read it. */
export const shownDay = (date: string) => (date ? day(`${date}T12:00:00Z`) : '');

/** A day in a table, on one line. */
const Day = ({ date }: { date: string }) => <span style={{ whiteSpace: 'nowrap' }}>{shownDay(date)}</span>;

export function ContractStatus({ status }: { status: string }) {
  return <StatusDot tone={STATUS[status] ?? 'quiet'}>{t.status[status] ?? status}</StatusDot>;
}

export const contractColumns = (open: (id: number) => void): Column<ContractRow>[] => [
  {
    key: 'name',
    title: t.columns.name,
    render: (row) => (
      <RowButton onOpen={() => open(row.id)} under={row.number || undefined}>
        {row.name}
      </RowButton>
    ),
  },
  {
    key: 'organization',
    title: t.columns.organization,
    width: '20%',
    render: (row) => <Name>{row.organization}</Name>,
  },
  {
    key: 'category',
    title: t.columns.category,
    wide: true,
    width: '17%',
    render: (row) => <Name>{[row.category, row.subcategory].filter(Boolean).join(' · ')}</Name>,
  },
  {
    key: 'status',
    title: t.columns.status,
    width: 96,
    render: (row) => <ContractStatus status={row.status} />,
  },
  {
    key: 'documents',
    title: t.columns.documents,
    width: 120,
    render: (row) => <span style={{ whiteSpace: 'nowrap' }}>{t.documents(row.documents, row.waiting)}</span>,
  },
  { key: 'ends', title: t.columns.ends, width: 118, render: (row) => <Day date={row.endsOn} /> },
  {
    key: 'created',
    title: t.columns.created,
    hidden: true,
    width: 120,
    render: (row) => <Moment at={row.createdAt} />,
  },
];

/** How a document stands, as a word with a dot. */
export function DocumentState({ row }: { row: DocumentRow }) {
  const word = row.correcting
    ? t.document.correcting
    : row.state === 'sent' && !row.signable
      ? t.document.toRead
      : (t.document.state[row.state] ?? row.state);
  const tone = row.state === 'sent' && !row.signable ? 'quiet' : (STATE[row.state] ?? 'quiet');
  return <StatusDot tone={row.correcting ? 'act' : tone}>{word}</StatusDot>;
}

/** Whom a document waits for. */
export function WaitsFor({ row }: { row: DocumentRow }) {
  if (row.state !== 'sent' || !row.signable) return null;
  if (row.waitsFor.length === 0) return <StatusDot tone="bad">{t.document.nobody}</StatusDot>;
  const names = row.waitsFor.join(', ');
  return <Name>{row.waitsForMore > 0 ? `${names} ${t.document.waitsMore(row.waitsForMore)}` : names}</Name>;
}

export const documentColumns = (open: (id: number) => void, ofContract = false): Column<DocumentRow>[] => [
  {
    key: 'title',
    title: t.document.columns.title,
    render: (row) => (
      <RowButton onOpen={() => open(row.id)} under={ofContract ? undefined : row.contract}>
        {row.title}
      </RowButton>
    ),
  },
  ...(ofContract
    ? []
    : [
        {
          key: 'organization',
          title: t.document.columns.organization,
          width: '17%',
          render: (row: DocumentRow) => <Name>{row.organization}</Name>,
        },
      ]),
  { key: 'state', title: t.document.columns.state, width: 136, render: (row) => <DocumentState row={row} /> },
  {
    key: 'signed',
    title: t.document.columns.signed,
    wide: true,
    width: 80,
    render: (row) => (row.signable ? t.document.signed(row.signed, row.needed) : ''),
  },
  {
    key: 'waits',
    title: t.document.columns.waits,
    width: ofContract ? '22%' : '17%',
    render: (row) => <WaitsFor row={row} />,
  },
  {
    key: 'due',
    title: t.document.columns.due,
    width: 118,
    render: (row) =>
      row.overdue ? (
        <StatusDot tone="bad">
          <Day date={row.dueOn} />
        </StatusDot>
      ) : (
        <Day date={row.dueOn} />
      ),
  },
  {
    key: 'sent',
    title: t.document.columns.sent,
    wide: true,
    hidden: !ofContract,
    width: 120,
    render: (row) => <Moment at={row.sentAt} />,
  },
];
