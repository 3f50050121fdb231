import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { Link } from 'react-router';
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
import { responseColumns } from './columns';

const t = texts.responses;
const NEWEST: Sort = { column: 'created', descending: true };
const PAGE = 60;
const EVERY = 15_000;

export function ResponsesScreen() {
  const state = useListState(NEWEST);
  const { search, chosen, sort } = state;
  const list = useList(
    ['responses', 'list', search, chosen, sort],
    (after) =>
      api.responses.List({
        search,
        organizationId: Number(chosen.organization ?? 0),
        assessmentId: Number(chosen.assessment ?? 0),
        state: chosen.state ?? '',
        sort: `${sort.descending ? '-' : ''}${sort.column}`,
        after,
        limit: PAGE,
      }),
    EVERY,
  );
  const { columns, menu } = useColumns('responses', responseColumns);
  const assessments = useAssessmentChoices().data;
  const filters = useMemo(
    (): Filter[] => [
      {
        key: 'state',
        label: t.columns.state,
        options: Object.entries(t.state).map(([value, label]) => ({ value, label })),
      },
      {
        key: 'assessment',
        label: t.columns.assessment,
        options: (assessments ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
      },
    ],
    [assessments],
  );

  return (
    <Page title={t.title} sentence={t.sentence}>
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
        sort={sort}
        onSort={state.setSort}
        empty={
          state.narrowed ? (
            <NothingFound onClear={state.clear} />
          ) : (
            <EmptyState
              drawing="sheet"
              title={t.emptyTitle}
              sentence={t.emptySentence}
              action={
                <Button component={Link} to="/settings/listener">
                  {t.toPortal}
                </Button>
              }
            />
          )
        }
      />
    </Page>
  );
}
