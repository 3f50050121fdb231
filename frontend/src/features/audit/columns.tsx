import type { AuditEntry } from '@/api/types';
import { texts } from '@/app/texts';
import type { Column } from '@/components/DataTable';
import table from '@/components/DataTable.module.css';
import { Moment } from '@/components/Moment';
import { RowButton } from '@/components/RowButton';
import { actionWords, subjectWords } from './words';

const t = texts.audit;

export const auditColumns = (open: (id: number) => void): Column<AuditEntry>[] => [
  {
    key: 'subject',
    title: t.columns.subject,
    render: (row) => (
      <RowButton onOpen={() => open(row.id)} under={row.subjectName ? subjectWords(row.subjectKind) : undefined}>
        {row.subjectName || subjectWords(row.subjectKind)}
      </RowButton>
    ),
  },
  { key: 'action', title: t.columns.action, width: '22%', render: (row) => actionWords(row.action) },
  {
    key: 'who',
    title: t.columns.who,
    width: '20%',
    render: (row) => (
      <>
        <span dir="auto">{row.actorName || t.actors[row.actorKind]}</span>
        {row.actorName ? <span className={table.under}>{t.actors[row.actorKind] ?? row.actorKind}</span> : null}
      </>
    ),
  },
  {
    key: 'address',
    wide: true,
    title: t.columns.address,
    width: 130,
    render: (row) => <span className="mono">{row.address}</span>,
  },
  { key: 'when', title: t.columns.when, width: 130, render: (row) => <Moment at={row.at} /> },
];

/** What happened to one record, which the place already names: what happened comes first and opens the entry. */
export const historyColumns = (open: (id: number) => void): Column<AuditEntry>[] => [
  {
    key: 'action',
    title: t.columns.action,
    render: (row) => <RowButton onOpen={() => open(row.id)}>{actionWords(row.action)}</RowButton>,
  },
  ...auditColumns(open).filter(({ key }) => key !== 'subject' && key !== 'action'),
];
