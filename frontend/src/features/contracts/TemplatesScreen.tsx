import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { api } from '@/api';
import type { ContractTemplate } from '@/api/types';
import { texts } from '@/app/texts';
import { type Column, DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { Moment } from '@/components/Moment';
import { Name } from '@/components/Name';
import { RowButton } from '@/components/RowButton';
import { ContractsPage } from './ContractsPage';

const t = texts.contracts.templates;

const columns = (open: (id: number) => void): Column<ContractTemplate>[] => [
  { key: 'name', title: t.name, render: (row) => <RowButton onOpen={() => open(row.id)}>{row.name}</RowButton> },
  { key: 'title', title: t.documentTitle, width: '35%', render: (row) => <Name>{row.title}</Name> },
  { key: 'changed', title: t.changed, width: 140, render: (row) => <Moment at={row.updatedAt} /> },
];

export function TemplatesScreen() {
  const navigate = useNavigate();
  const query = useQuery({ queryKey: ['contracts', 'templates'], queryFn: () => api.contracts.Templates() });
  const open = (id: number) => navigate(`/contracts/templates/${id}`);
  const add = (
    <Button variant="filled" component={Link} to="/contracts/templates/new">
      {t.add}
    </Button>
  );
  return (
    <ContractsPage sentence={t.sentence} action={add}>
      <DataTable
        label={texts.contracts.tabs.templates}
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
        columns={columns(open)}
        rowKey={(row) => String(row.id)}
        onOpen={(row) => open(row.id)}
        empty={<EmptyState drawing="sheet" title={t.emptyTitle} sentence={t.emptySentence} action={add} />}
      />
    </ContractsPage>
  );
}
