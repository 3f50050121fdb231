import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '@/api';
import type { DocumentReminders } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { BulkBar } from '@/components/BulkBar';
import { ConfirmButton } from '@/components/ConfirmButton';
import { DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import type { Filter } from '@/components/FilterChips';
import { LeftOut } from '@/components/LeftOut';
import { ListToolbar, useColumns } from '@/components/ListToolbar';
import { NothingFound } from '@/components/NothingFound';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { SaveMenu } from '@/components/SaveMenu';
import { useList } from '@/components/useList';
import { type Sort, useListState } from '@/components/useListState';
import { type Selection, useSelection } from '@/components/useSelection';
import { OrganizationFilter } from '@/features/organizations/OrganizationFilter';
import { documentColumns } from './columns';
import { useWaitedFor } from './useWaitedFor';

const t = texts.contracts.document;
const NEWEST: Sort = { column: 'created', descending: true };
const PAGE = 60;

/** Says what came of reminding. */
export const sayReminded = ({ sent, quiet, noAddress }: DocumentReminders) =>
  sayDone(noAddress > 0 ? `${t.reminded(sent, quiet)} ${t.noAddress(noAddress)}` : t.reminded(sent, quiet));

/** The documents of all contracts: what is signed, and what waits for whom. */
export function DocumentsScreen() {
  const navigate = useNavigate();
  const state = useListState(NEWEST);
  const { search, chosen } = state;
  const query = {
    search,
    state: chosen.state ?? '',
    contractId: 0,
    organizationId: Number(chosen.organization ?? 0),
    waitsFor: Number(chosen.waits ?? 0),
  };
  const list = useList(['contracts', 'documents', query], (after) =>
    api.contracts.Documents({ ...query, after, limit: PAGE }),
  );
  const open = (id: number) => navigate(`/documents/${id}`);
  const { columns, menu } = useColumns('documents', documentColumns(open));
  const people = useWaitedFor(query.waitsFor);
  const selection = useSelection(
    list.rows.map(({ id }) => id),
    JSON.stringify(query),
  );
  const filters = useMemo(
    (): Filter[] => [
      {
        key: 'state',
        label: t.columns.state,
        options: Object.entries({ ...t.state, to_read: t.toRead, overdue: t.overdue, stuck: t.nobody }).map(
          ([value, label]) => ({ value, label }),
        ),
      },
      {
        key: 'waits',
        label: t.columns.waits,
        options: people.map(({ id, name }) => ({ value: String(id), label: name })),
      },
    ],
    [people],
  );
  const remindAll = useChange(() => api.contracts.Remind([]), { quiet: true, onDone: sayReminded });
  return (
    <Page
      title={t.title}
      sentence={t.sentence}
      action={
        <ConfirmButton
          title={t.remindAllTitle}
          sentence={t.remindAllSentence}
          confirm={t.remindNow}
          onConfirm={() => remindAll.mutateAsync(undefined)}
        >
          {t.remindAll}
        </ConfirmButton>
      }
    >
      <ListToolbar
        state={state}
        search={t.search}
        filters={filters}
        count={list.count}
        more={<OrganizationFilter state={state} label={texts.contracts.filterOrganization} />}
        right={
          <>
            <SaveMenu
              label={texts.contracts.export}
              title={t.exporting}
              kinds={texts.contracts.kinds}
              begin={(kind) => api.contracts.ExportDocuments({ ...query, after: '', limit: 0 }, kind)}
            />
            {menu}
          </>
        }
      />
      <DataTable
        label={t.title}
        list={list}
        columns={columns}
        rowKey={(row) => String(row.id)}
        onOpen={(row) => open(row.id)}
        selection={selection}
        nameOf={(row) => row.title}
        empty={
          state.narrowed ? (
            <NothingFound onClear={state.clear} />
          ) : (
            <EmptyState
              drawing="sheet"
              title={t.emptyTitle}
              sentence={t.emptySentence}
              action={
                <Button component={Link} to="/contracts">
                  {texts.contracts.title}
                </Button>
              }
            />
          )
        }
      />
      <Bulk selection={selection} />
    </Page>
  );
}

/** What can be done with several documents at once. */
function Bulk({ selection }: { selection: Selection }) {
  const ids = [...selection.ids];
  const send = useChange((chosen: number[]) => api.contracts.SendMany(chosen), {
    quiet: true,
    onDone: ({ sent, kept, warned }) => {
      selection.clear();
      const others = texts.users.bulk.others;
      sayDone(
        <>
          <LeftOut done={t.sendMany(sent)} heading={t.kept(kept.length)} left={kept} others={others} />
          {warned.length > 0 ? (
            <LeftOut done="" heading={t.warned(warned.length)} left={warned} others={others} />
          ) : null}
        </>,
      );
    },
  });
  const remind = useChange((chosen: number[]) => api.contracts.Remind(chosen), {
    onDone: (done) => {
      selection.clear();
      sayReminded(done);
    },
  });
  return (
    <BulkBar selection={selection}>
      <ConfirmButton
        button={{ size: 'xs' }}
        title={t.sendManyTitle(ids.length)}
        sentence={t.sendManySentence}
        confirm={t.send}
        onConfirm={() => send.mutateAsync(ids)}
      >
        {t.send}
      </ConfirmButton>
      <Button size="xs" loading={remind.isPending} onClick={() => remind.mutate(ids)}>
        {t.remindNow}
      </Button>
    </BulkBar>
  );
}
