import type { ReactNode } from 'react';
import type { OrganizationRow } from '@/api/types';
import { texts } from '@/app/texts';
import { type Column, DataTable } from '@/components/DataTable';
import { RowButton } from '@/components/RowButton';
import type { List } from '@/components/useList';
import type { ListState } from '@/components/useListState';
import type { Selection } from '@/components/useSelection';

interface OrganizationsTableProps {
  list: List<OrganizationRow>;
  state: ListState;
  columns: Column<OrganizationRow>[];
  selection: Selection;
  onOpen: (id: number) => void;
  empty: ReactNode;
}

/** What matches, whatever its branch; the parent stands under the name. */
export function OrganizationsTable({ list, state, columns, selection, onOpen, empty }: OrganizationsTableProps) {
  const name: Column<OrganizationRow> = {
    key: 'name',
    title: texts.organizations.columns.name,
    sortable: true,
    render: (row) => (
      <RowButton onOpen={() => onOpen(row.id)} under={row.parentName}>
        {row.name}
      </RowButton>
    ),
  };
  return (
    <DataTable
      label={texts.organizations.title}
      list={list}
      columns={[name, ...columns]}
      rowKey={(row) => String(row.id)}
      sort={state.sort}
      onSort={state.setSort}
      open={state.open}
      onOpen={(row) => onOpen(row.id)}
      selection={selection}
      nameOf={(row) => row.name}
      empty={empty}
    />
  );
}
