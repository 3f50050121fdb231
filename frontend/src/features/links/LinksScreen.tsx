import { Button } from '@mantine/core';
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
import { linkColumns } from './columns';
import { LinkPanel } from './LinkPanel';
import { useLinks } from './useLinks';

const t = texts.links;
const NEWEST: Sort = { column: 'created', descending: true };

const FILTERS: Filter[] = [
  {
    key: 'state',
    label: t.columns.state,
    options: Object.entries(t.state).map(([value, label]) => ({ value, label })),
  },
];

export function LinksScreen() {
  const state = useListState(NEWEST);
  const list = useLinks(state);
  const open = (id: number) => state.setOpen(String(id) === state.open ? '' : String(id));
  const { columns, menu } = useColumns('links', linkColumns(open), state.open !== '');
  return (
    <Page
      title={t.title}
      sentence={t.sentence}
      action={
        <>
          <Button component={Link} to="/links/kit">
            {t.kitForOrganizations}
          </Button>
          <Button component={Link} to="/links/new" variant="filled">
            {t.add}
          </Button>
        </>
      }
    >
      <ListToolbar state={state} search={t.search} filters={FILTERS} count={list.count} right={menu} />
      <WithPanel
        panel={
          state.open ? <LinkPanel key={state.open} id={Number(state.open)} onClose={() => state.setOpen('')} /> : null
        }
      >
        <DataTable
          label={t.title}
          list={list}
          columns={columns}
          rowKey={(row) => String(row.id)}
          open={state.open}
          onOpen={(row) => open(row.id)}
          empty={
            state.narrowed ? (
              <NothingFound onClear={state.clear} />
            ) : (
              <EmptyState drawing="arch" title={t.emptyTitle} sentence={t.emptySentence} />
            )
          }
        />
      </WithPanel>
    </Page>
  );
}
