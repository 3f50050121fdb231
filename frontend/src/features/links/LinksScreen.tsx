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
import { type Sort, useListState } from '@/components/useListState';
import { useSelection } from '@/components/useSelection';
import { linkColumns } from './columns';
import { LinkPanel } from './LinkPanel';
import { LinksBulk } from './LinksBulk';
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
  const selection = useSelection(
    list.rows.map((row) => row.id),
    JSON.stringify([state.search, state.chosen]),
  );
  const open = (id: number) => state.setOpen(String(id) === state.open ? '' : String(id));
  const { columns, menu } = useColumns('links', linkColumns(open), state.open !== '');
  return (
    <Page
      title={t.title}
      sentence={t.sentence}
      action={
        <>
          <SaveMenu
            large
            label={texts.app.export}
            title={t.exporting}
            kinds={texts.transfer.formats}
            begin={(format) =>
              api.links.Export(
                { search: state.search, state: state.chosen.state ?? '', parentId: 0, after: '', limit: 0 },
                format,
              )
            }
          />
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
          selection={selection}
          nameOf={(row) => row.name}
          empty={
            state.narrowed ? (
              <NothingFound onClear={state.clear} />
            ) : (
              <EmptyState drawing="arch" title={t.emptyTitle} sentence={t.emptySentence} />
            )
          }
        />
        <LinksBulk selection={selection} />
      </WithPanel>
    </Page>
  );
}
