import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '@/api';
import { texts } from '@/app/texts';
import { DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import type { Filter } from '@/components/FilterChips';
import { ListToolbar, useColumns } from '@/components/ListToolbar';
import { NothingFound } from '@/components/NothingFound';
import { Page } from '@/components/Page';
import { useList } from '@/components/useList';
import { type Sort, useListState } from '@/components/useListState';
import { OrganizationFilter } from '@/features/organizations/OrganizationFilter';
import { useAssessmentChoices } from '@/features/users/useUsers';
import { cohortColumns } from './columns';

const t = texts.cohorts;
const NEWEST: Sort = { column: 'created', descending: true };
const PAGE = 60;

export function CohortsScreen() {
  const navigate = useNavigate();
  const state = useListState(NEWEST);
  const { search, chosen } = state;
  const list = useList(['cohorts', 'list', search, chosen], (after) =>
    api.cohorts.List({
      search,
      type: chosen.type ?? '',
      state: chosen.state ?? '',
      organizationId: Number(chosen.organization ?? 0),
      assessmentId: Number(chosen.assessment ?? 0),
      after,
      limit: PAGE,
    }),
  );
  const open = (id: number) => navigate(`/cohorts/${id}`);
  const { columns, menu } = useColumns('cohorts', cohortColumns(open));
  const assessments = useAssessmentChoices().data;
  const filters = useMemo((): Filter[] => {
    const entries = (words: Record<string, string>) =>
      Object.entries(words).map(([value, label]) => ({ value, label }));
    return [
      { key: 'type', label: t.columns.type, options: entries(t.type) },
      { key: 'state', label: t.columns.state, options: entries(t.state) },
      {
        key: 'assessment',
        label: t.columns.assessment,
        options: (assessments ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
      },
    ];
  }, [assessments]);
  const add = (
    <Button variant="filled" component={Link} to="/cohorts/new">
      {t.add}
    </Button>
  );

  return (
    <Page title={t.title} sentence={t.sentence} action={add}>
      <ListToolbar
        state={state}
        search={t.search}
        filters={filters}
        count={list.count}
        more={<OrganizationFilter state={state} label={t.filterOrganization} />}
        right={menu}
      />
      <DataTable
        label={t.title}
        list={list}
        columns={columns}
        rowKey={(row) => String(row.id)}
        onOpen={(row) => open(row.id)}
        empty={
          state.narrowed ? (
            <NothingFound onClear={state.clear} />
          ) : (
            <EmptyState drawing="people" title={t.emptyTitle} sentence={t.emptySentence} action={add} />
          )
        }
      />
    </Page>
  );
}
