import { Button, Checkbox } from '@mantine/core';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { texts } from '@/app/texts';
import { DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import type { Filter } from '@/components/FilterChips';
import { ListToolbar, useColumns } from '@/components/ListToolbar';
import { NothingFound } from '@/components/NothingFound';
import { Page } from '@/components/Page';
import { WithPanel } from '@/components/SidePanel';
import { type Sort, useListState } from '@/components/useListState';
import { useSelection } from '@/components/useSelection';
import { OrganizationFilter } from '@/features/organizations/OrganizationFilter';
import { useAccountRoles } from '@/features/roles/useRoles';
import { TransferButtons } from '@/features/transfer/TransferButtons';
import { userColumns } from './columns';
import { nameOf } from './naming';
import { UserPanel } from './UserPanel';
import { UsersBulk } from './UsersBulk';
import { useAssessmentChoices, usersQuery, useUsers } from './useUsers';

const t = texts.users;
const BY_NAME: Sort = { column: 'name', descending: false };

export function UsersScreen() {
  const state = useListState(BY_NAME);
  const list = useUsers(state);
  const selection = useSelection(
    list.rows.map((row) => row.id),
    JSON.stringify([state.search, state.chosen]),
  );
  const assessments = useAssessmentChoices().data;
  const roles = useAccountRoles().data;
  const open = (id: number) => state.setOpen(String(id) === state.open ? '' : String(id));
  const { columns, menu } = useColumns('users', userColumns(open), state.open !== '');

  const filters = useMemo((): Filter[] => {
    const entries = (words: Record<string, string>) =>
      Object.entries(words).map(([value, label]) => ({ value, label }));
    return [
      { key: 'type', label: t.columns.type, options: entries(t.type) },
      { key: 'status', label: t.columns.status, options: entries(t.status) },
      {
        key: 'assessment',
        label: t.columns.assessment,
        options: (assessments ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
      },
      {
        key: 'role',
        label: t.columns.accountRole,
        options: (roles ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
      },
    ];
  }, [assessments, roles]);

  const add = (
    <>
      <TransferButtons kind="users" />
      <Button variant="filled" component={Link} to="/users/new">
        {t.add}
      </Button>
    </>
  );

  return (
    <Page title={t.title} sentence={t.sentence} action={add}>
      <ListToolbar
        state={state}
        search={t.search}
        filters={filters}
        count={list.count}
        more={
          <>
            <OrganizationFilter state={state} label={t.filterOrganization} />
            {state.chosen.organization ? (
              <Checkbox
                size="xs"
                label={t.withBelow}
                checked={state.chosen.below !== 'no'}
                onChange={(event) => state.setFilter('below', event.currentTarget.checked ? '' : 'no')}
              />
            ) : null}
          </>
        }
        right={menu}
      />
      <WithPanel
        panel={
          state.open ? <UserPanel key={state.open} id={Number(state.open)} onClose={() => state.setOpen('')} /> : null
        }
      >
        <DataTable
          label={t.title}
          list={list}
          columns={columns}
          rowKey={(row) => String(row.id)}
          sort={state.sort}
          onSort={state.setSort}
          open={state.open}
          onOpen={(row) => open(row.id)}
          selection={selection}
          nameOf={nameOf}
          empty={
            state.narrowed ? (
              <NothingFound onClear={state.clear} />
            ) : (
              <EmptyState
                drawing="people"
                title={t.emptyTitle}
                sentence={t.emptySentence}
                action={
                  <Button component={Link} to="/users/new">
                    {t.add}
                  </Button>
                }
              />
            )
          }
        />
        <UsersBulk selection={selection} filter={{ ...usersQuery(state), after: '' }} matching={list.count} />
      </WithPanel>
    </Page>
  );
}
