import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '@/api';
import { texts } from '@/app/texts';
import { DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import type { Filter } from '@/components/FilterChips';
import { ListToolbar, useColumns } from '@/components/ListToolbar';
import { NothingFound } from '@/components/NothingFound';
import { SaveMenu } from '@/components/SaveMenu';
import { useList } from '@/components/useList';
import { type Sort, useListState } from '@/components/useListState';
import { useSelection } from '@/components/useSelection';
import { OrganizationFilter } from '@/features/organizations/OrganizationFilter';
import { ContractsBulk } from './ContractsBulk';
import { ContractsPage } from './ContractsPage';
import { contractColumns } from './columns';

const t = texts.contracts;
const NEWEST: Sort = { column: 'created', descending: true };
const PAGE = 60;

export function ContractsScreen() {
  const navigate = useNavigate();
  const state = useListState(NEWEST);
  const { search, chosen } = state;
  const query = {
    search,
    status: chosen.status ?? '',
    category: chosen.category ?? '',
    organizationId: Number(chosen.organization ?? 0),
    archived: chosen.archived === 'yes',
  };
  const list = useList(['contracts', 'list', query], (after) => api.contracts.List({ ...query, after, limit: PAGE }));
  const open = (id: number) => navigate(`/contracts/${id}`);
  const { columns, menu } = useColumns('contracts', contractColumns(open));
  const categories = useQuery({
    queryKey: ['contracts', 'categories'],
    queryFn: () => api.contracts.Categories(),
  }).data;
  const selection = useSelection(
    list.rows.map(({ id }) => id),
    JSON.stringify(query),
  );
  const filters = useMemo(
    (): Filter[] => [
      {
        key: 'status',
        label: t.columns.status,
        options: Object.entries(t.status).map(([value, label]) => ({ value, label })),
      },
      {
        key: 'category',
        label: t.columns.category,
        options: (categories ?? []).map((name) => ({ value: name, label: name })),
      },
      { key: 'archived', label: t.archivedFilter.label, options: [{ value: 'yes', label: t.archivedFilter.yes }] },
    ],
    [categories],
  );
  const add = (
    <Button variant="filled" component={Link} to="/contracts/new">
      {t.add}
    </Button>
  );
  const both = (
    <Group gap={8}>
      <Button component={Link} to="/contracts/many">
        {t.many.open}
      </Button>
      {add}
    </Group>
  );
  return (
    <ContractsPage sentence={t.sentence} action={both}>
      <ListToolbar
        state={state}
        search={t.search}
        filters={filters}
        count={list.count}
        more={<OrganizationFilter state={state} label={t.filterOrganization} />}
        right={
          <>
            <SaveMenu
              label={t.export}
              title={t.exporting}
              kinds={t.kinds}
              begin={(kind) => api.contracts.Export({ ...query, after: '', limit: 0 }, kind)}
            />
            {menu}
          </>
        }
      />
      <DataTable
        label={t.title}
        list={list}
        columns={columns}
        rowKey={(row) => String(row.id)}
        onOpen={(row) => open(row.id)}
        selection={selection}
        nameOf={(row) => row.name}
        empty={
          state.narrowed ? (
            <NothingFound onClear={state.clear} />
          ) : (
            <EmptyState drawing="sheet" title={t.emptyTitle} sentence={t.emptySentence} action={add} />
          )
        }
      />
      <ContractsBulk rows={list.rows} selection={selection} archived={query.archived} />
    </ContractsPage>
  );
}
