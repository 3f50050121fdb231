import { Button } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { type DataTableColumn as KitColumn, DataTable as KitTable } from 'mantine-datatable';
import { type KeyboardEvent, type ReactNode, useEffect } from 'react';
import { texts } from '@/app/texts';
import classes from './DataTable.module.css';
import { ErrorNotice } from './ErrorNotice';
import { Waiting } from './Loaded';
import { SortButton } from './SortButton';
import type { List } from './useList';
import type { Sort } from './useListState';

export interface Column<Row> {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  sortable?: boolean;
  number?: boolean;
  width?: number | string;
  /** Put away until a person asks for it. */
  hidden?: boolean;
  /** Makes room in a small window and while a panel is open beside the list. */
  wide?: boolean;
}

interface DataTableProps<Row> {
  /** The table's accessible name. */
  label: string;
  list: List<Row>;
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** The row whose panel is open. */
  open?: string;
  onOpen?: (row: Row) => void;
  /** What stands here while there is nothing. */
  empty: ReactNode;
}

/** A table that loads more as it is scrolled. Rows are reached with the arrow keys and opened with Enter or a click. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, list, columns, rowKey, sort, onSort, open, onOpen, empty } = props;
  if (list.error) return <ErrorNotice error={list.error} onRetry={list.retry} />;
  if (list.waiting) return <Waiting lines={8} />;
  if (list.rows.length === 0) return <div className={classes.empty}>{empty}</div>;

  const kitColumns = columns.map(
    (column): KitColumn<Row> => ({
      accessor: column.key,
      title:
        column.sortable && sort && onSort ? (
          <SortButton column={column.key} title={column.title} sort={sort} onSort={onSort} />
        ) : (
          column.title
        ),
      render: (row) => column.render(row),
      textAlign: column.number ? 'right' : 'left',
      width: column.width,
      cellsClassName: column.number ? 'number' : undefined,
    }),
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears the arrow keys of the buttons inside
    <div onKeyDown={moveBetweenRows} role="presentation">
      <KitTable<Row>
        aria-label={label}
        withTableBorder
        borderRadius="md"
        highlightOnHover={onOpen !== undefined}
        records={list.rows}
        idAccessor={(row) => rowKey(row)}
        columns={kitColumns}
        horizontalSpacing="sm"
        verticalSpacing={8}
        minHeight={0}
        classNames={{ root: classes.root, table: classes.table, header: classes.header }}
        rowClassName={(row) => (open && rowKey(row) === open ? classes.open : undefined)}
        customRowAttributes={(row) => (open && rowKey(row) === open ? { 'aria-current': 'true' } : {})}
        onRowClick={onOpen ? ({ record }) => onOpen(record) : undefined}
      />
      <More list={list} />
    </div>
  );
}

function More<Row>({ list }: { list: List<Row> }) {
  const { ref, entry } = useIntersection({ rootMargin: '300px' });
  const near = entry?.isIntersecting ?? false;
  const { loadMore } = list;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever more rows have come and the end is still near
  useEffect(() => {
    if (near) loadMore();
  }, [near, list.rows.length]);
  if (!list.more) return null;
  return (
    <div ref={ref} className={classes.more}>
      <Button size="xs" onClick={list.loadMore} loading={list.loadingMore}>
        {texts.app.loadMore}
      </Button>
    </div>
  );
}

/** The arrow keys go from one row's button to the next. */
function moveBetweenRows(event: KeyboardEvent<HTMLDivElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !(event.target instanceof HTMLElement) || !event.target.matches('[data-row]')) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const next = rows[rows.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
