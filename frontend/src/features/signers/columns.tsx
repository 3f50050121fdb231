import type { SignerRow } from '@/api/types';
import { number } from '@/app/format';
import { texts } from '@/app/texts';
import type { Column } from '@/components/DataTable';
import { Name } from '@/components/Name';
import { RowButton } from '@/components/RowButton';
import { StatusDot } from '@/components/StatusDot';
import { Tag } from '@/components/Tag';
import { nameOf } from '@/features/users/naming';
import classes from './SignersScreen.module.css';

const t = texts.signers;

export const signerColumns = (open: (id: number) => void): Column<SignerRow>[] => [
  {
    key: 'name',
    title: t.columns.name,
    sortable: true,
    width: '26%',
    render: (row) => (
      <RowButton onOpen={() => open(row.id)} under={row.email || row.login}>
        {nameOf(row)}
      </RowButton>
    ),
  },
  { key: 'affiliations', wide: true, width: '36%', title: t.columns.affiliations, render: (row) => <Ties row={row} /> },
  {
    key: 'missing',
    title: t.columns.missing,
    render: (row) =>
      row.missing.length === 0 ? (
        <StatusDot tone="good">{t.ready}</StatusDot>
      ) : (
        <span className={classes.tags}>
          {row.missing.map((name) => (
            <Tag key={name} tone="warn">
              {t.missing[name] ?? name}
            </Tag>
          ))}
        </span>
      ),
  },
  {
    key: 'toSign',
    wide: true,
    number: true,
    width: 90,
    title: t.columns.toSign,
    render: (row) => (row.toSign < 0 ? t.unknown : number(row.toSign)),
  },
];

function Ties({ row }: { row: SignerRow }) {
  if (row.affiliations.length === 0) return <>{texts.app.none}</>;
  return (
    <>
      {row.affiliations.map((tie) => (
        <span key={tie.organizationId} className={classes.tie}>
          <Name>{tie.organization}</Name>
          {tie.roles.length > 0 ? (
            <span className={classes.quiet}>
              <Name>{tie.roles.map(({ name }) => name).join(', ')}</Name>
            </span>
          ) : null}
        </span>
      ))}
      {row.moreTies > 0 ? <span className={classes.quiet}>{texts.users.andMore(row.moreTies)}</span> : null}
    </>
  );
}
