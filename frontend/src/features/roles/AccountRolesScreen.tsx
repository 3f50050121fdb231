import { Button } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import { api } from '@/api';
import type { AccountRoleRow } from '@/api/types';
import { number } from '@/app/format';
import { texts } from '@/app/texts';
import { type Column, DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { Page } from '@/components/Page';
import { RowButton } from '@/components/RowButton';
import { useList } from '@/components/useList';
import { useRightWords } from './useRoles';

const t = texts.roles.account;

/** Sets of portal rights with their members (SGN-3). */
export function AccountRolesScreen() {
  const navigate = useNavigate();
  const words = useRightWords();
  const list = useList(['accountRoles', 'list'], async () => {
    const items = await api.accountRoles.List();
    return { items, next: '', count: items.length };
  });
  const open = (row: AccountRoleRow) => navigate(`/system/account-roles/${row.id}`);
  const columns: Column<AccountRoleRow>[] = [
    {
      key: 'name',
      title: t.name,
      width: '30%',
      render: (row) => <RowButton onOpen={() => open(row)}>{row.name}</RowButton>,
    },
    { key: 'rights', title: t.rights, render: (row) => words(row.rights) },
    {
      key: 'members',
      title: t.members,
      number: true,
      width: 110,
      render: (row) => (row.members > 10_000 ? texts.app.tooMany : number(row.members)),
    },
  ];
  const add = (
    <Button variant="filled" component={Link} to="/system/account-roles/new">
      {t.add}
    </Button>
  );
  return (
    <Page title={t.title} sentence={t.sentence} above={texts.roles.path} action={add}>
      <DataTable
        label={t.title}
        list={list}
        columns={columns}
        rowKey={(row) => String(row.id)}
        onOpen={open}
        empty={<EmptyState drawing="people" title={t.emptyTitle} sentence={t.emptySentence} action={add} />}
      />
    </Page>
  );
}
