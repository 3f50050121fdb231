import type { RegistrationRow } from '@/api/types';
import { texts } from '@/app/texts';
import type { Column } from '@/components/DataTable';
import table from '@/components/DataTable.module.css';
import { Moment } from '@/components/Moment';
import { Name } from '@/components/Name';
import { RowButton } from '@/components/RowButton';
import { StatusDot, type Tone } from '@/components/StatusDot';

const t = texts.registrations;

const TONES: Record<string, Tone> = { pending: 'warn', admitted: 'good', refused: 'bad', duplicate: 'quiet' };

export function RegistrationState({ state }: { state: string }) {
  return <StatusDot tone={TONES[state] ?? 'quiet'}>{t.state[state] ?? state}</StatusDot>;
}

export const registrationColumns = (open: (id: number) => void): Column<RegistrationRow>[] => [
  {
    key: 'organization',
    sortable: true,
    title: t.columns.organization,
    render: (row) => (
      <RowButton onOpen={() => open(row.id)} under={row.renamedTo ? t.renamed(row.renamedTo) : undefined}>
        {row.organizationName}
      </RowButton>
    ),
  },
  {
    key: 'person',
    width: '26%',
    title: t.columns.person,
    render: (row) => (
      <>
        <Name>{row.person}</Name>
        <span className={table.under}>
          <Name>{row.email}</Name>
        </span>
      </>
    ),
  },
  { key: 'state', title: t.columns.state, width: 120, render: (row) => <RegistrationState state={row.state} /> },
  {
    key: 'parent',
    wide: true,
    title: t.columns.parent,
    render: (row) => <Name>{row.parentName || t.noParent}</Name>,
  },
  {
    key: 'link',
    wide: true,
    title: t.columns.link,
    width: '15%',
    render: (row) => <Name>{row.link || t.defaultLink}</Name>,
  },
  {
    key: 'address',
    wide: true,
    title: t.columns.address,
    width: 125,
    render: (row) => <span className="mono">{row.address}</span>,
  },
  { key: 'when', sortable: true, title: t.columns.when, width: 120, render: (row) => <Moment at={row.createdAt} /> },
];
