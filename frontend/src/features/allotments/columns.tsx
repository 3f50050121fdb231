import type { AllotmentRow } from '@/api/types';
import { number } from '@/app/format';
import { texts } from '@/app/texts';
import type { Column } from '@/components/DataTable';
import { Moment } from '@/components/Moment';
import { Name } from '@/components/Name';
import { RowButton } from '@/components/RowButton';
import { StatusDot } from '@/components/StatusDot';

const t = texts.allotments;

/** How an allotment stands, as a word. */
export function AllotmentState({ row }: { row: AllotmentRow }) {
  if (row.mode === 'unlimited') return <StatusDot tone="quiet">{texts.organizations.allotment.unlimited}</StatusDot>;
  if (row.available === 0) return <StatusDot tone="bad">{t.empty}</StatusDot>;
  return row.isLow ? <StatusDot tone="warn">{t.low}</StatusDot> : <StatusDot tone="good">{t.enough}</StatusDot>;
}

const figure = (key: 'allocated' | 'used' | 'held' | 'available'): Column<AllotmentRow> => ({
  key,
  title: t.columns[key],
  number: true,
  width: 96,
  render: (row) => number(row[key]),
});

export const allotmentColumns = (open: (id: number) => void): Column<AllotmentRow>[] => [
  {
    key: 'organization',
    title: t.columns.organization,
    sortable: true,
    render: (row) => (
      <RowButton onOpen={() => open(row.id)} under={row.isShared ? t.shared : undefined}>
        {row.organization}
      </RowButton>
    ),
  },
  { key: 'assessment', title: t.columns.assessment, width: '22%', render: (row) => <Name>{row.assessment}</Name> },
  {
    key: 'mode',
    title: t.columns.mode,
    wide: true,
    hidden: true,
    width: 160,
    render: (row) => texts.organizations.allotment[row.mode] ?? row.mode,
  },
  { ...figure('allocated'), wide: true },
  { ...figure('used'), wide: true },
  { ...figure('held'), wide: true },
  { ...figure('available'), sortable: true, width: 110 },
  { key: 'state', title: t.columns.state, width: 130, render: (row) => <AllotmentState row={row} /> },
  {
    key: 'updated',
    title: t.columns.updated,
    sortable: true,
    hidden: true,
    wide: true,
    width: 125,
    render: (row) => <Moment at={row.updatedAt} />,
  },
];
