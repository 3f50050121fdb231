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
import { SaveMenu } from '@/components/SaveMenu';
import { WithPanel } from '@/components/SidePanel';
import { type Sort, useListState } from '@/components/useListState';
import { useSelection } from '@/components/useSelection';
import { OrganizationFilter } from '@/features/organizations/OrganizationFilter';
import { useAssessmentChoices } from '@/features/users/useUsers';
import { CohortFilter } from './CohortFilter';
import { openableColumns } from './columns';
import { ResponsePanel } from './ResponsePanel';
import { ResponsesBulk } from './ResponsesBulk';
import { responsesQuery, useResponses } from './useResponses';

const t = texts.responses;
const NEWEST: Sort = { column: 'created', descending: true };

export function ResponsesScreen() {
  const state = useListState(NEWEST);
  const list = useResponses(state);
  const selection = useSelection(
    list.rows.map((row) => row.id),
    JSON.stringify([state.search, state.chosen]),
  );
  const open = (id: number) => state.setOpen(String(id) === state.open ? '' : String(id));
  const { columns, menu } = useColumns('responses', openableColumns(open), state.open !== '');
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
  const add = (
    <Button variant="filled" component={Link} to="/responses/new">
      {t.add}
    </Button>
  );

  return (
    <Page
      title={t.title}
      sentence={t.sentence}
      action={
        <>
          <Button component={Link} to="/responses/invite">
            {t.inviteMany}
          </Button>
          {add}
        </>
      }
    >
      <ListToolbar
        state={state}
        search={t.search}
        filters={filters}
        count={list.count}
        more={
          <>
            <OrganizationFilter state={state} label={t.filterOrganization} />
            <CohortFilter state={state} />
          </>
        }
        right={
          <>
            <SaveMenu
              label={t.export}
              title={t.exporting}
              kinds={t.files}
              begin={(format) => api.responses.Export({ ...responsesQuery(state), after: '' }, format)}
            />
            {menu}
          </>
        }
      />
      <WithPanel
        panel={
          state.open ? (
            <ResponsePanel key={state.open} id={Number(state.open)} onClose={() => state.setOpen('')} />
          ) : null
        }
      >
        <DataTable
          label={t.title}
          list={list}
          columns={columns}
          rowKey={(row) => String(row.id)}
          sort={state.sort}
          onSort={state.setSort}
          open={state.open}
          onOpen={(row) => open(row.id)}
          selection={selection}
          nameOf={(row) => row.respondent || row.email}
          empty={
            state.narrowed ? (
              <NothingFound onClear={state.clear} />
            ) : (
              <EmptyState drawing="sheet" title={t.emptyTitle} sentence={t.emptySentence} action={add} />
            )
          }
        />
        <ResponsesBulk selection={selection} />
      </WithPanel>
    </Page>
  );
}
