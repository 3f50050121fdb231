import type { ResponseRow } from '@/api/types';
import { texts } from '@/app/texts';
import type { Column } from '@/components/DataTable';
import table from '@/components/DataTable.module.css';
import { Moment } from '@/components/Moment';
import { Name } from '@/components/Name';
import { RowButton } from '@/components/RowButton';
import { StatusDot, type Tone } from '@/components/StatusDot';

const t = texts.responses;

const TONES: Record<string, Tone> = {
  invited: 'warn',
  in_progress: 'act',
  completed: 'good',
  expired: 'bad',
  cancelled: 'quiet',
};

/** What both a line of the list and one response say of how far it is. */
type Standing = Pick<ResponseRow, 'state' | 'progress' | 'together' | 'hasScore' | 'score'>;

/** Where a response stands, as a word with a dot. */
export function ResponseState({ row }: { row: Standing }) {
  return (
    <StatusDot tone={TONES[row.state] ?? 'quiet'}>
      {row.state === 'in_progress' ? t.progress(row.progress) : (t.state[row.state] ?? row.state)}
    </StatusDot>
  );
}

export const scoreOf = (row: Standing): string => {
  if (row.state !== 'completed') return '';
  if (row.together) return t.together;
  return row.hasScore ? row.score.toFixed(1).replace(/\.0$/, '') : t.noScore;
};

export const responseColumns: Column<ResponseRow>[] = [
  {
    key: 'respondent',
    title: t.columns.respondent,
    render: (row) => (
      <>
        <span className={table.person}>
          <Name>{row.respondent || row.email}</Name>
        </span>
        {row.respondent ? (
          <span className={table.under}>
            <Name>{row.email}</Name>
          </span>
        ) : null}
      </>
    ),
  },
  {
    key: 'organization',
    width: '22%',
    title: t.columns.organization,
    render: (row) => <Name>{row.organization}</Name>,
  },
  {
    key: 'assessment',
    wide: true,
    width: '20%',
    title: t.columns.assessment,
    render: (row) => <Name>{row.assessment}</Name>,
  },
  {
    key: 'state',
    title: t.columns.state,
    width: 160,
    render: (row) => <ResponseState row={row} />,
  },
  { key: 'score', title: t.columns.score, number: true, width: 80, render: scoreOf },
  {
    key: 'created',
    title: t.columns.created,
    sortable: true,
    width: 120,
    render: (row) => <Moment at={row.createdAt} />,
  },
  { key: 'expires', wide: true, title: t.columns.expires, width: 115, render: (row) => <Moment at={row.expiresAt} /> },
  {
    key: 'completed',
    hidden: true,
    title: t.columns.completed,
    width: 125,
    render: (row) => <Moment at={row.completedAt} />,
  },
];

/** The same where a name opens its response. */
export const openableColumns = (open: (id: number) => void): Column<ResponseRow>[] =>
  responseColumns.map((column) => {
    if (column.key !== 'respondent') return column;
    return {
      ...column,
      render: (row) => (
        <RowButton onOpen={() => open(row.id)} under={row.respondent ? row.email : undefined}>
          {row.respondent || row.email}
        </RowButton>
      ),
    };
  });
