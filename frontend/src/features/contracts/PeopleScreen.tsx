import { Button } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import { api } from '@/api';
import type { SigningPerson } from '@/api/types';
import { number } from '@/app/format';
import { texts } from '@/app/texts';
import { type Column, DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { ListToolbar } from '@/components/ListToolbar';
import { Moment } from '@/components/Moment';
import { NothingFound } from '@/components/NothingFound';
import { RowButton } from '@/components/RowButton';
import { useList } from '@/components/useList';
import { type Sort, useListState } from '@/components/useListState';
import { ContractsPage } from './ContractsPage';

const t = texts.contracts.people;
const WAITED_FOR: Sort = { column: 'waiting', descending: true };
const PAGE = 60;

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
  const state = useListState(WAITED_FOR);
  const { search } = state;
  const list = useList(['contracts', 'people', search], (after) =>
    api.contracts.People({ search, id: 0, after, limit: PAGE }),
  );
  const open = ({ id }: SigningPerson) => navigate(`/documents?waits=${id}`);
  return (
    <ContractsPage sentence={t.sentence}>
      <ListToolbar state={state} search={t.search} filters={[]} count={list.count} />
      <DataTable
        label={texts.contracts.tabs.people}
        list={list}
        columns={columns(open)}
        rowKey={(row) => String(row.id)}
        onOpen={open}
        empty={
          state.narrowed ? (
            <NothingFound onClear={state.clear} />
          ) : (
            <EmptyState
              drawing="people"
              title={t.emptyTitle}
              sentence={t.emptySentence}
              action={
                <Button component={Link} to="/documents">
                  {texts.contracts.document.title}
                </Button>
              }
            />
          )
        }
      />
    </ContractsPage>
  );
}
