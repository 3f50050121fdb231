import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { texts } from '@/app/texts';
import { DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import type { Filter } from '@/components/FilterChips';
import { ListToolbar, useColumns } from '@/components/ListToolbar';
import { NothingFound } from '@/components/NothingFound';
import { Page } from '@/components/Page';
import { WithPanel } from '@/components/SidePanel';
import { type Sort, useListState } from '@/components/useListState';
import { OrganizationFilter } from '@/features/organizations/OrganizationFilter';
import { TransferButtons } from '@/features/transfer/TransferButtons';
import { useAssessmentChoices } from '@/features/users/useUsers';
import { AllotmentPanel } from './AllotmentPanel';
import { allotmentColumns } from './columns';
import { useAllotments } from './useAllotments';

const t = texts.allotments;
const BY_NAME: Sort = { column: 'organization', descending: false };

/** Who may use how many responses of what (ALT-1). */
export function AllotmentsScreen() {
  const state = useListState(BY_NAME);
  const list = useAllotments(state);
  const open = (id: number) => state.setOpen(String(id) === state.open ? '' : String(id));
  const { columns, menu } = useColumns('allotments', allotmentColumns(open), state.open !== '');
  const assessments = useAssessmentChoices().data;
  const filters = useMemo(
    (): Filter[] => [
      {
        key: 'state',
        label: t.columns.state,
        options: Object.entries(t.states).map(([value, label]) => ({ value, label })),
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
    <Button component={Link} to="/allotments/new" variant="filled">
      {t.add}
    </Button>
  );
  return (
    <Page
      title={t.title}
      sentence={t.sentence}
      action={
        <>
          <TransferButtons kind="allotments" />
          {add}
        </>
      }
    >
      <ListToolbar
        state={state}
        search={t.search}
        filters={filters}
        count={list.count}
        more={<OrganizationFilter state={state} label={t.filterOrganization} />}
        right={menu}
      />
      <WithPanel
        panel={
          state.open ? (
            <AllotmentPanel key={state.open} id={Number(state.open)} onClose={() => state.setOpen('')} />
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
          empty={
            state.narrowed ? (
              <NothingFound onClear={state.clear} />
            ) : (
              <EmptyState drawing="sheet" title={t.emptyTitle} sentence={t.emptySentence} action={add} />
            )
          }
        />
      </WithPanel>
    </Page>
  );
}
