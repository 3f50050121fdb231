import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api } from '@/api';
import type { SigningPerson } from '@/api/types';
import { number } from '@/app/format';
import { texts } from '@/app/texts';
import { type Column, DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { Moment } from '@/components/Moment';
import { RowButton } from '@/components/RowButton';
import { ContractsPage } from './ContractsPage';

const t = texts.contracts.people;

const columns = (open: (row: SigningPerson) => void): Column<SigningPerson>[] => [
  {
    key: 'name',
    title: t.name,
    render: (row) => (
      <RowButton onOpen={() => open(row)} under={row.email || undefined}>
        {row.name}
      </RowButton>
    ),
  },
  { key: 'waiting', title: t.waiting, number: true, width: 110, render: (row) => number(row.waiting) },
  { key: 'signed', title: t.signed, number: true, width: 110, render: (row) => number(row.signed) },
  { key: 'last', title: t.last, width: 160, render: (row) => <Moment at={row.lastSignedAt} /> },
];

/** Who has something to sign, and who signed; a row leads to the documents that wait for that person. */
export function PeopleScreen() {
  const navigate = useNavigate();
  const query = useQuery({ queryKey: ['contracts', 'people'], queryFn: () => api.contracts.People() });
  const open = ({ id }: SigningPerson) => navigate(`/documents?waits=${id}`);
  return (
    <ContractsPage sentence={t.sentence}>
      <DataTable
        label={texts.contracts.tabs.people}
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
        onOpen={open}
        empty={<EmptyState drawing="people" title={t.emptyTitle} sentence={t.emptySentence} />}
      />
    </ContractsPage>
  );
}
