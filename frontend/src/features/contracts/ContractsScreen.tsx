import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '@/api';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { BulkBar } from '@/components/BulkBar';
import { DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import type { Filter } from '@/components/FilterChips';
import { ListToolbar, useColumns } from '@/components/ListToolbar';
import { NothingFound } from '@/components/NothingFound';
import { sayDone } from '@/components/notices';
import { SaveMenu } from '@/components/SaveMenu';
import { useList } from '@/components/useList';
import { type Sort, useListState } from '@/components/useListState';
import { type Selection, useSelection } from '@/components/useSelection';
import { OrganizationFilter } from '@/features/organizations/OrganizationFilter';
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
  return (
    <ContractsPage sentence={t.sentence} action={add}>
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
      <Bulk selection={selection} archived={query.archived} />
    </ContractsPage>
  );
}

/** What can be done with several contracts at once. */
function Bulk({ selection, archived }: { selection: Selection; archived: boolean }) {
  const ids = [...selection.ids];
  const copy = useChange((chosen: number[]) => api.contracts.Copy(chosen, 0), {
    onDone: (made) => {
      selection.clear();
      sayDone(t.copied(made.length));
    },
  });
  const setArchived = useChange(({ all, on }: { all: number[]; on: boolean }) => api.contracts.SetArchived(all, on), {
    onDone: (count, { all, on }) => {
      selection.clear();
      sayDone(on ? t.archived(count) : t.restored(count), { run: () => setArchived.mutate({ all, on: !on }) });
    },
  });
  const activate = useChange((chosen: number[]) => api.contracts.SetStatus(chosen, 'active'), {
    onDone: (count) => {
      selection.clear();
      sayDone(t.statusSet(count));
    },
  });
  return (
    <BulkBar selection={selection}>
      <Button size="xs" loading={copy.isPending} onClick={() => copy.mutate(ids)}>
        {t.copy}
      </Button>
      <Button size="xs" loading={activate.isPending} onClick={() => activate.mutate(ids)}>
        {t.makeActive}
      </Button>
      <Button size="xs" loading={setArchived.isPending} onClick={() => setArchived.mutate({ all: ids, on: !archived })}>
        {archived ? t.restore : t.archive}
      </Button>
    </BulkBar>
  );
}
