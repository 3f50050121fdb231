import { Button } from '@mantine/core';
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
import { useList } from '@/components/useList';
import { type Sort, useListState } from '@/components/useListState';
import { useSelection } from '@/components/useSelection';
import { registrationColumns } from './columns';
import { RegistrationPanel } from './RegistrationPanel';
import { RegistrationsBulk } from './RegistrationsBulk';

const t = texts.registrations;
const NEWEST: Sort = { column: 'when', descending: true };
const PAGE = 60;
const EVERY = 15_000;

const FILTERS: Filter[] = [
  {
    key: 'state',
    label: t.columns.state,
    options: Object.entries(t.state).map(([value, label]) => ({ value, label })),
  },
];

export function RegistrationsScreen() {
  const state = useListState(NEWEST);
  const { search, chosen, sort } = state;
  const query = {
    search,
    state: chosen.state ?? '',
    sort: `${sort.descending ? '-' : ''}${sort.column}`,
    after: '',
    limit: PAGE,
  };
  const list = useList(['registrations', 'list', query], (after) => api.registrations.List({ ...query, after }), EVERY);
  const selection = useSelection(
    list.rows.map((row) => row.id),
    JSON.stringify([search, chosen]),
  );
  const open = (id: number) => state.setOpen(String(id) === state.open ? '' : String(id));
  const { columns, menu } = useColumns('registrations', registrationColumns(open), state.open !== '');
  const chosenRow = list.rows.find(({ id }) => String(id) === state.open);

  return (
    <Page
      title={t.title}
      sentence={t.sentence}
      action={
        <SaveMenu
          large
          label={texts.app.export}
          title={t.exporting}
          kinds={texts.transfer.formats}
          begin={(format) => api.registrations.Export(query, format)}
        />
      }
    >
      <ListToolbar state={state} search={t.search} filters={FILTERS} count={list.count} right={menu} />
      <WithPanel panel={chosenRow ? <RegistrationPanel row={chosenRow} onClose={() => state.setOpen('')} /> : null}>
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
          nameOf={(row) => row.organizationName}
          empty={
            state.narrowed ? (
              <NothingFound onClear={state.clear} />
            ) : (
              <EmptyState
                drawing="arch"
                title={t.emptyTitle}
                sentence={t.emptySentence}
                action={
                  <Button component={Link} to="/settings/features/partner-portal">
                    {t.toSettings}
                  </Button>
                }
              />
            )
          }
        />
        <RegistrationsBulk selection={selection} rows={list.rows} />
      </WithPanel>
    </Page>
  );
}
