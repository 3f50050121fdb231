import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { api } from '@/api';
import type { PriceList } from '@/api/types';
import { day } from '@/app/format';
import { texts } from '@/app/texts';
import { type Column, DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { useFitting } from '@/components/ListToolbar';
import { Name } from '@/components/Name';
import { RowButton } from '@/components/RowButton';
import { StatusDot } from '@/components/StatusDot';
import { PurchasesPage } from './PurchasesPage';

const t = texts.purchases.lists;

const shown = (date: string) => (date ? day(`${date}T12:00:00Z`) : '');

const listColumns = (open: (id: number) => void): Column<PriceList>[] => [
  {
    key: 'name',
    title: t.columns.name,
    render: (row) => <RowButton onOpen={() => open(row.id)}>{row.name}</RowButton>,
  },
  {
    key: 'from',
    title: t.columns.from,
    width: 190,
    render: (row) => t.range(row.bands.at(-1)?.price ?? '', row.bands[0]?.price ?? '', row.currency),
  },
  {
    key: 'assessment',
    title: t.columns.assessment,
    width: '20%',
    render: (row) => <Name>{row.assessment || t.every}</Name>,
  },
  {
    key: 'organizations',
    title: t.columns.organizations,
    width: '18%',
    render: (row) =>
      row.organizations.length === 1 ? (
        <Name>{row.organizations[0]?.name ?? ''}</Name>
      ) : row.organizations.length === 0 ? (
        t.everybody
      ) : (
        t.organizationsOf(row.organizations.length)
      ),
  },
  {
    key: 'validity',
    title: t.columns.validity,
    wide: true,
    width: 220,
    render: (row) =>
      row.validFrom || row.validUntil ? t.validity(shown(row.validFrom), shown(row.validUntil)) : t.always,
  },
  {
    key: 'state',
    title: t.columns.state,
    width: 110,
    render: (row) => (
      <StatusDot tone={row.isActive ? 'good' : 'quiet'}>{row.isActive ? t.active : t.inactive}</StatusDot>
    ),
  },
];

/** What responses cost, and for whom. */
export function PriceListsScreen() {
  const navigate = useNavigate();
  const query = useQuery({ queryKey: ['price-lists'], queryFn: () => api.priceLists.List() });
  const open = (id: number) => navigate(`/purchases/price-lists/${id}`);
  const columns = useFitting(listColumns(open));
  const add = (
    <Button component={Link} to="/purchases/price-lists/new" variant="filled">
      {t.add}
    </Button>
  );
  return (
    <PurchasesPage sentence={t.sentence} action={add}>
      <DataTable
        label={texts.purchases.tabs.prices}
        list={{
          rows: query.data ?? [],
          count: query.data?.length,
          waiting: query.isPending,
          error: query.data ? undefined : query.error,
          more: false,
          loadingMore: false,
          loadMore: () => undefined,
          retry: () => query.refetch(),
        }}
        columns={columns}
        rowKey={(row) => String(row.id)}
        onOpen={(row) => open(row.id)}
        empty={<EmptyState drawing="sheet" title={t.emptyTitle} sentence={t.emptySentence} action={add} />}
      />
    </PurchasesPage>
  );
}
