import type { CohortRow } from '@/api/types';
import { texts } from '@/app/texts';
import type { Column } from '@/components/DataTable';
import { Moment } from '@/components/Moment';
import { Name } from '@/components/Name';
import { RowButton } from '@/components/RowButton';
import { StatusDot } from '@/components/StatusDot';
import classes from './Cohorts.module.css';

const t = texts.cohorts;

/** How far a cohort is, as a bar with its numbers. */
export function Answered({ completed, invited }: { completed: number; invited: number }) {
  return (
    <span className={classes.answered}>
      <span className={classes.track} aria-hidden="true">
        <span className={classes.length} style={{ width: `${invited > 0 ? (100 * completed) / invited : 0}%` }} />
      </span>
      <span className="number">{t.answered(completed, invited)}</span>
    </span>
  );
}

export const cohortColumns = (open: (id: number) => void): Column<CohortRow>[] => [
  {
    key: 'name',
    title: t.columns.name,
    render: (row) => (
      <RowButton onOpen={() => open(row.id)} under={row.subject || undefined}>
        {row.name}
      </RowButton>
    ),
  },
  { key: 'type', title: t.columns.type, width: 140, render: (row) => t.type[row.type] ?? row.type },
  {
    key: 'assessment',
    wide: true,
    width: '18%',
    title: t.columns.assessment,
    render: (row) => <Name>{row.assessment}</Name>,
  },
  {
    key: 'organization',
    width: '20%',
    title: t.columns.organization,
    render: (row) => <Name>{row.organization}</Name>,
  },
  { key: 'answered', title: t.columns.answered, width: 150, render: (row) => <Answered {...row} /> },
  {
    key: 'closes',
    title: t.columns.closes,
    width: 120,
    render: (row) => (row.closed ? <StatusDot tone="quiet">{t.closed}</StatusDot> : <Moment at={row.closesAt} />),
  },
  {
    key: 'created',
    hidden: true,
    title: t.columns.created,
    width: 120,
    render: (row) => <Moment at={row.createdAt} />,
  },
];
