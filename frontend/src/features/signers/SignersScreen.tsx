import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
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
import { SidePanel, WithPanel } from '@/components/SidePanel';
import { useList } from '@/components/useList';
import { type ListState, type Sort, useListState } from '@/components/useListState';
import { useSelection } from '@/components/useSelection';
import { OrganizationFilter } from '@/features/organizations/OrganizationFilter';
import { nameOf } from '@/features/users/naming';
import { Checklist } from './Checklist';
import { signerColumns } from './columns';
import { ReadinessTab } from './ReadinessTab';
import { SignersBulk } from './SignersBulk';

const t = texts.signers;
const BY_NAME: Sort = { column: 'name', descending: false };
const PAGE = 60;
/** Signers activate themselves while nobody does anything here. */
const EVERY = 15_000;

/** What the list's address asks for. */
const queryOf = ({ search, chosen, sort }: ListState) => ({
  search,
  state: chosen.state ?? '',
  missing: chosen.missing ?? '',
  organizationId: Number(chosen.organization ?? 0),
  withBelow: true,
  sort: `${sort.descending ? '-' : ''}${sort.column}`,
  limit: PAGE,
});

/** Who signs contract documents, and what each still lacks (SGN-4). */
export function SignersScreen() {
  const state = useListState(BY_NAME);
  const query = queryOf(state);
  const list = useList(
    ['signers', 'list', query],
    (after) => api.signers.List({ ...query, after }),
    EVERY,
    () => api.signers.Count({ ...query, after: '' }),
  );
  const site = useQuery({ queryKey: ['signers', 'site'], queryFn: () => api.signers.Site() }).data ?? [];
  const open = (id: number) => state.setOpen(String(id) === state.open ? '' : String(id));
  const { columns, menu } = useColumns('signers', signerColumns(open), state.open !== '');
  const filters = useMemo((): Filter[] => {
    const entries = (words: Record<string, string>) =>
      Object.entries(words).map(([value, label]) => ({ value, label }));
    return [
      { key: 'state', label: t.columns.state, options: entries({ ready: t.ready, unready: t.unready }) },
      { key: 'missing', label: t.columns.missing, options: entries(t.missing) },
    ];
  }, []);
  const add = (
    <Button variant="filled" component={Link} to="/users/new?type=individual">
      {t.add}
    </Button>
  );
  const actions = (
    <>
      <SaveMenu
        large
        label={texts.app.export}
        title={t.exporting}
        kinds={texts.transfer.formats}
        begin={(format) => api.signers.Export({ ...query, after: '' }, format)}
      />
      {add}
    </>
  );
  const selection = useSelection(
    list.rows.map(({ id }) => id),
    JSON.stringify(query),
  );
  const shown = list.rows.find(({ id }) => String(id) === state.open);

  return (
    <Page title={t.title} sentence={t.sentence} action={actions}>
      {site.length > 0 ? <Checklist label={t.site} steps={site} /> : null}
      <ListToolbar
        state={state}
        search={t.search}
        filters={filters}
        count={list.count}
        more={<OrganizationFilter state={state} label={t.columns.affiliations} />}
        right={menu}
      />
      <WithPanel
        panel={
          shown ? (
            <SidePanel
              key={shown.id}
              title={nameOf(shown)}
              under={shown.email || shown.login}
              actions={
                <Button size="xs" component={Link} to={`/users/${shown.id}?tab=readiness&from=signers`}>
                  {texts.app.open}
                </Button>
              }
              onClose={() => state.setOpen('')}
            >
              <ReadinessTab id={shown.id} email={shown.email} from="signers" />
            </SidePanel>
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
          selection={selection}
          open={state.open}
          onOpen={(row) => open(row.id)}
          nameOf={nameOf}
          empty={
            state.narrowed ? (
              <NothingFound onClear={state.clear} />
            ) : (
              <EmptyState drawing="people" title={t.emptyTitle} sentence={t.emptySentence} action={add} />
            )
          }
        />
      </WithPanel>
      <SignersBulk selection={selection} filter={{ ...query, after: '' }} matching={list.count} />
    </Page>
  );
}
