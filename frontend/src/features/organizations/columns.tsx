import type { OrganizationRow } from '@/api/types';
import { number } from '@/app/format';
import { texts } from '@/app/texts';
import type { Column } from '@/components/DataTable';
import { Moment } from '@/components/Moment';
import { OrganizationStatus } from './OrganizationStatus';

const t = texts.organizations;

/** A count that goes no further than a thousand. */
const upTo = (count: number) => (count > 1000 ? texts.app.andMore(1000) : number(count));

/** The columns after the name, shared by the tree and the list. */
export const detailColumns: Column<OrganizationRow>[] = [
  { key: 'level', title: t.columns.level, render: (row) => row.level, sortable: true, number: true, width: 90 },
  {
    key: 'allotment',
    title: t.columns.allotment,
    render: (row) => t.allotment[row.responseAllotment] ?? row.responseAllotment,
    width: 170,
  },
  {
    key: 'managers',
    title: t.columns.managers,
    render: (row) => upTo(row.managers),
    number: true,
    width: 100,
    wide: true,
  },
  { key: 'below', title: t.columns.below, render: (row) => upTo(row.children), number: true, width: 80 },
  { key: 'status', title: t.columns.status, render: (row) => <OrganizationStatus status={row.status} />, width: 110 },
];

export const createdColumn: Column<OrganizationRow> = {
  key: 'created',
  title: t.columns.created,
  render: (row) => <Moment at={row.createdAt} />,
  sortable: true,
  width: 130,
  hidden: true,
  wide: true,
};
