import { Button, SegmentedControl } from '@mantine/core';
import { Link } from 'react-router';
import { texts } from '@/app/texts';
import { EmptyState } from '@/components/EmptyState';
import type { Filter } from '@/components/FilterChips';
import { ListToolbar, useColumns } from '@/components/ListToolbar';
import { NothingFound } from '@/components/NothingFound';
import { WithPanel } from '@/components/SidePanel';
import { type Sort, useListState } from '@/components/useListState';
import { useSelection } from '@/components/useSelection';
import { createdColumn, detailColumns } from './columns';
import { OrganizationPanel } from './OrganizationPanel';
import { OrganizationsBulk } from './OrganizationsBulk';
import { OrganizationsTable } from './OrganizationsTable';
import { OrganizationsTree } from './OrganizationsTree';
import { useLinkFilter } from './useLinkFilter';
import { organizationsQuery, useOrganizations } from './useOrganizations';
import { useTree } from './useTree';

const t = texts.organizations;
const BY_NAME: Sort = { column: 'name', descending: false };

const FILTERS: Filter[] = [
  {
    key: 'status',
    label: t.columns.status,
    options: Object.entries(t.status).map(([value, label]) => ({ value, label })),
  },
  {
    key: 'level',
    label: t.columns.level,
    options: [1, 2, 3, 4, 5].map((level) => ({ value: String(level), label: t.levelName(level) })),
  },
  {
    key: 'allotment',
    label: t.columns.allotment,
    options: Object.entries(t.allotment).map(([value, label]) => ({ value, label })),
  },
];

/** Tree and list of all organizations with the panel of the chosen one. */
export function OrganizationsBrowser() {
  const state = useListState(BY_NAME);
  const view = state.view === 'list' ? 'list' : 'tree';
  // A search or a level cuts through the branches, so what matches is shown as a list.
  const { status, ...across } = state.chosen;
  const asTree = view === 'tree' && state.search === '' && Object.keys(across).length === 0;
  const list = useOrganizations(state);
  const tree = useTree(status ?? '');
  const linkFilter = useLinkFilter(Number(state.chosen.link ?? 0));
  const shownIds = asTree
    ? tree.lines.flatMap((line) => (line.kind === 'row' ? [line.row.id] : []))
    : list.rows.map((row) => row.id);
  const selection = useSelection(shownIds, JSON.stringify([view, state.search, state.chosen]));
  const { columns, menu } = useColumns(
    'organizations',
    [{ key: 'name', title: t.columns.name, render: () => null }, ...detailColumns, createdColumn],
    state.open !== '',
  );
  const shown = columns.slice(1);

  const empty = state.narrowed ? (
    <NothingFound onClear={state.clear} />
  ) : (
    <EmptyState
      drawing="tree"
      title={t.emptyTitle}
      sentence={t.emptySentence}
      action={
        <Button component={Link} to="/organizations/new">
          {t.add}
        </Button>
      }
    />
  );

  const open = (id: number) => state.setOpen(String(id) === state.open ? '' : String(id));

  return (
    <>
      <ListToolbar
        state={state}
        search={t.search}
        filters={[...FILTERS, ...linkFilter]}
        count={list.count}
        right={
          <>
            <SegmentedControl
              size="xs"
              aria-label={t.view}
              value={view}
              onChange={(next) => state.setView(next === 'list' ? next : '')}
              data={[
                { value: 'tree', label: t.tree },
                { value: 'list', label: t.list },
              ]}
            />
            {menu}
          </>
        }
      />
      <WithPanel
        panel={
          state.open ? (
            <OrganizationPanel key={state.open} id={Number(state.open)} onClose={() => state.setOpen('')} />
          ) : null
        }
      >
        {asTree ? (
          <OrganizationsTree
            key={status ?? ''}
            tree={tree}
            columns={shown}
            selection={selection}
            open={state.open}
            onOpen={open}
            empty={empty}
          />
        ) : (
          <OrganizationsTable
            list={list}
            state={state}
            columns={shown}
            selection={selection}
            onOpen={open}
            empty={empty}
          />
        )}
        <OrganizationsBulk
          selection={selection}
          filter={{ ...organizationsQuery(state), after: '' }}
          matching={list.count}
        />
      </WithPanel>
    </>
  );
}
