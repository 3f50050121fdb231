import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { api } from '@/api';
import type { OrderRow } from '@/api/types';
import { number } from '@/app/format';
import { texts } from '@/app/texts';
import { type Column, DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import type { Filter } from '@/components/FilterChips';
import { ListToolbar, useColumns } from '@/components/ListToolbar';
import { Moment } from '@/components/Moment';
import { Name } from '@/components/Name';
import { NothingFound } from '@/components/NothingFound';
import { RowButton } from '@/components/RowButton';
import { WithPanel } from '@/components/SidePanel';
import { useList } from '@/components/useList';
import { type Sort, useListState } from '@/components/useListState';
import { OrganizationFilter } from '@/features/organizations/OrganizationFilter';
import { OrderPanel } from './OrderPanel';
import { OrderState } from './OrderState';
import { PurchasesPage } from './PurchasesPage';

const t = texts.purchases;
const NEWEST: Sort = { column: 'when', descending: true };
const PAGE = 60;
const EVERY = 15_000;

const FILTERS: Filter[] = [
  {
    key: 'state',
    label: t.columns.state,
    options: Object.entries(t.states).map(([value, label]) => ({ value, label })),
  },
];

const orderColumns = (open: (id: number) => void): Column<OrderRow>[] => [
  {
    key: 'order',
    title: t.columns.order,
    width: '24%',
    render: (row) => (
      <RowButton onOpen={() => open(row.id)} under={row.organization}>
        {t.order(row.id)}
      </RowButton>
    ),
  },
  { key: 'assessment', title: t.columns.assessment, render: (row) => <Name>{row.assessment}</Name> },
  {
    key: 'quantity',
    title: t.columns.quantity,
    number: true,
    wide: true,
    width: 110,
    render: (row) => number(row.quantity),
  },
  { key: 'total', title: t.columns.total, number: true, width: 150, render: (row) => row.total },
  { key: 'state', title: t.columns.state, width: 190, render: (row) => <OrderState row={row} /> },
  { key: 'when', title: t.columns.when, wide: true, width: 125, render: (row) => <Moment at={row.createdAt} /> },
];

/** What organizations bought, newest first (ALT-4). */
export function OrdersScreen() {
  const state = useListState(NEWEST);
  const { chosen } = state;
  const list = useList(
    ['purchases', 'list', chosen],
    (after) =>
      api.purchases.List({
        state: chosen.state ?? '',
        organizationId: Number(chosen.organization ?? 0),
        after,
        limit: PAGE,
      }),
    EVERY,
  );
  const open = (id: number) => state.setOpen(String(id) === state.open ? '' : String(id));
  const { columns, menu } = useColumns('purchases', orderColumns(open), state.open !== '');
  return (
    <PurchasesPage
      sentence={t.sentence}
      action={
        <Button component={Link} to="/purchases/new" variant="filled">
          {t.grant}
        </Button>
      }
    >
      <ListToolbar
        state={state}
        filters={FILTERS}
        count={list.count}
        more={<OrganizationFilter state={state} label={t.filterOrganization} />}
        right={menu}
      />
      <WithPanel
        panel={
          state.open ? <OrderPanel key={state.open} id={Number(state.open)} onClose={() => state.setOpen('')} /> : null
        }
      >
        <DataTable
          label={t.tabs.orders}
          list={list}
          columns={columns}
          rowKey={(row) => String(row.id)}
          open={state.open}
          onOpen={(row) => open(row.id)}
          empty={
            state.narrowed ? (
              <NothingFound onClear={state.clear} />
            ) : (
              <EmptyState
                drawing="sheet"
                title={t.emptyTitle}
                sentence={t.emptySentence}
                action={
                  <Button component={Link} to="/purchases/price-lists">
                    {t.tabs.prices}
                  </Button>
                }
              />
            )
          }
        />
      </WithPanel>
    </PurchasesPage>
  );
}
