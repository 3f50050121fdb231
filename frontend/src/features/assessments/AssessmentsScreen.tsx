import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from 'react-router';
import type { AssessmentRow } from '@/api/types';
import { number } from '@/app/format';
import { texts } from '@/app/texts';
import { type Column, DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { ListToolbar, useColumns } from '@/components/ListToolbar';
import { Moment } from '@/components/Moment';
import { NothingFound } from '@/components/NothingFound';
import { Page } from '@/components/Page';
import { RowButton } from '@/components/RowButton';
import { StatusDot } from '@/components/StatusDot';
import { type Sort, useListState } from '@/components/useListState';
import { ImportDialog } from './ImportDialog';
import { NewAssessment } from './NewAssessment';
import { useAssessments } from './useAssessments';

const t = texts.assessments;
const BY_NAME: Sort = { column: 'name', descending: false };

const columnsFor = (open: (id: number) => void): Column<AssessmentRow>[] => [
  {
    key: 'name',
    title: t.columns.name,
    sortable: true,
    render: (row) => (
      <RowButton onOpen={() => open(row.id)} under={row.code}>
        {row.name}
      </RowButton>
    ),
  },
  {
    key: 'published',
    title: t.columns.published,
    width: 150,
    render: (row) =>
      row.published > 0 ? (
        <StatusDot tone="good">{t.version(row.published)}</StatusDot>
      ) : (
        <StatusDot tone="warn">{t.notPublished}</StatusDot>
      ),
  },
  {
    key: 'draft',
    wide: true,
    title: t.columns.draft,
    width: 120,
    render: (row) =>
      row.problems > 0 ? (
        <StatusDot tone="warn">{texts.editor.problems(row.problems)}</StatusDot>
      ) : row.draft > 0 ? (
        t.version(row.draft)
      ) : (
        t.noDraft
      ),
  },
  {
    key: 'questions',
    wide: true,
    title: t.columns.questions,
    number: true,
    width: 110,
    render: (row) => number(row.questions),
  },
  { key: 'managers', title: t.columns.managers, number: true, width: 110, render: (row) => number(row.managers) },
  {
    key: 'responses',
    title: t.columns.responses,
    number: true,
    sortable: true,
    width: 120,
    render: (row) => number(row.responses),
  },
  {
    key: 'updated',
    title: t.columns.updated,
    sortable: true,
    width: 130,
    render: (row) => <Moment at={row.updatedAt} />,
  },
];

export function AssessmentsScreen() {
  const state = useListState(BY_NAME);
  const navigate = useNavigate();
  const list = useAssessments(state.search, state.sort);
  const [importing, { open, close }] = useDisclosure(false);
  const [making, { open: startNew, close: stopNew }] = useDisclosure(false);
  const go = (id: number) => navigate(`/assessments/${id}`);
  const { columns, menu } = useColumns('assessments', columnsFor(go));

  return (
    <Page
      title={t.title}
      sentence={t.sentence}
      action={
        <>
          <Button onClick={open}>{t.import}</Button>
          <Button variant="filled" onClick={startNew}>
            {texts.editor.new.action}
          </Button>
        </>
      }
    >
      <ListToolbar state={state} search={t.search} filters={[]} count={list.count} right={menu} />
      <DataTable
        label={t.title}
        list={list}
        columns={columns}
        rowKey={(row) => String(row.id)}
        sort={state.sort}
        onSort={state.setSort}
        onOpen={(row) => go(row.id)}
        empty={
          state.narrowed ? (
            <NothingFound onClear={state.clear} />
          ) : (
            <EmptyState
              drawing="sheet"
              title={t.emptyTitle}
              sentence={t.emptySentence}
              action={<Button onClick={open}>{t.import}</Button>}
            />
          )
        }
      />
      <NewAssessment opened={making} onClose={stopNew} />
      <ImportDialog
        opened={importing}
        onClose={close}
        onImported={(id) => {
          close();
          go(id);
        }}
      />
    </Page>
  );
}
