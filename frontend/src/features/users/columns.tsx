import type { UserRow } from '@/api/types';
import { number } from '@/app/format';
import { texts } from '@/app/texts';
import type { Column } from '@/components/DataTable';
import { Moment } from '@/components/Moment';
import { Name } from '@/components/Name';
import { RowButton } from '@/components/RowButton';
import { Tag } from '@/components/Tag';
import { nameOf } from './naming';
import { UserStatus } from './UserStatus';

const t = texts.users;

/** How many organizations somebody has to do with: those that they manage, else those that they are affiliated with. */
const placesOf = (row: UserRow) => row.organizations || row.affiliations;

export const userColumns = (open: (id: number) => void): Column<UserRow>[] => [
  {
    key: 'name',
    title: t.columns.name,
    sortable: true,
    render: (row) => (
      <RowButton onOpen={() => open(row.id)} under={row.email || row.login}>
        {nameOf(row)}
        {row.isModelUser ? (
          <>
            {' '}
            <Tag tone="act">{t.modelUser}</Tag>
          </>
        ) : null}
      </RowButton>
    ),
  },
  { key: 'type', wide: true, title: t.columns.type, render: (row) => t.type[row.type] ?? row.type, width: 185 },
  {
    key: 'organization',
    width: '26%',
    title: t.columns.organization,
    render: (row) => (
      <>
        <Name>{row.organization || row.affiliation}</Name>
        {placesOf(row) > 1 ? ` ${t.andMore(placesOf(row) - 1)}` : null}
      </>
    ),
  },
  {
    key: 'assessments',
    wide: true,
    hidden: true,
    title: t.columns.assessments,
    render: (row) => number(row.assessments),
    number: true,
    width: 110,
  },
  {
    key: 'twoFactor',
    wide: true,
    title: t.columns.twoFactor,
    render: (row) => (row.twoFactor ? t.on : t.off),
    width: 100,
  },
  { key: 'status', title: t.columns.status, render: (row) => <UserStatus status={row.status} />, width: 135 },
  {
    key: 'lastSignIn',
    wide: true,
    title: t.columns.lastSignIn,
    render: (row) => <Moment at={row.lastSignInAt} otherwise={texts.app.never} />,
    width: 120,
  },
  {
    key: 'created',
    hidden: true,
    wide: true,
    title: t.columns.created,
    render: (row) => <Moment at={row.createdAt} />,
    sortable: true,
    width: 120,
  },
];
