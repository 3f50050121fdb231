import { Button } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { type KeyboardEvent, memo, type ReactNode, useEffect } from 'react';
import { texts } from '@/app/texts';
import classes from './DataTable.module.css';
import { ErrorNotice } from './ErrorNotice';
import { Waiting } from './Loaded';
import { SelectAll, SelectRow } from './SelectBox';
import { SortButton } from './SortButton';
import type { List } from './useList';
import type { Sort } from './useListState';
import type { Selection } from './useSelection';
import { useWindow } from './useWindow';

export interface Column<Row> {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  sortable?: boolean;
  number?: boolean;
  /** In pixels; for names a part of the table, so that they get their share of a large window: "20%". */
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
  /** Makes the rows choosable; their keys are numbers then, and `nameOf` says whose box it is. */
  selection?: Selection;
  nameOf?: (row: Row) => string;
  /** What stands here while there is nothing. */
  empty: ReactNode;
}

/** A table that loads more as it is scrolled. Rows are reached with the arrow keys and opened with Enter or a click. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { list, empty } = props;
  if (list.error) return <ErrorNotice error={list.error} onRetry={list.retry} />;
  if (list.waiting) return <Waiting lines={8} />;
  if (list.rows.length === 0) return <div className={classes.empty}>{empty}</div>;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears the arrow keys of the buttons inside
    <div onKeyDown={moveBetweenRows} role="presentation">
      <div className={classes.box}>
        <Table {...props} />
      </div>
      <More list={list} />
    </div>
  );
}

function Table<Row>(props: DataTableProps<Row>) {
  const { label, list, columns, sort, onSort, selection } = props;
  const { body, places, before, after, measure } = useWindow(list.rows.length, 54);
  const span = columns.length + (selection ? 1 : 0);
  return (
    <table className={classes.table} aria-label={label} aria-rowcount={measure ? list.rows.length + 1 : undefined}>
      <thead>
        <tr>
          {selection ? (
            <th scope="col" className={classes.tick}>
              <SelectAll selection={selection} />
            </th>
          ) : null}
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={column.number ? classes.number : undefined}
              style={{ width: column.width }}
            >
              {column.sortable && sort && onSort ? (
                <SortButton column={column.key} title={column.title} sort={sort} onSort={onSort} />
              ) : (
                column.title
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        <Gap height={before} span={span} />
        {places.map((place) => {
          const row = list.rows[place];
          return row === undefined ? null : (
            <Line key={props.rowKey(row)} {...props} row={row} place={place} measure={measure} />
          );
        })}
        <Gap height={after} span={span} />
      </tbody>
    </table>
  );
}

interface LineProps<Row> extends DataTableProps<Row> {
  row: Row;
  place: number;
  measure: ReturnType<typeof useWindow>['measure'];
}

function DrawnLine<Row>({ row, place, measure, columns, rowKey, open, onOpen, selection, nameOf }: LineProps<Row>) {
  const key = rowKey(row);
  const isOpen = open === key;
  return (
    <tr
      ref={measure}
      data-index={place}
      aria-rowindex={measure ? place + 2 : undefined}
      className={isOpen ? classes.open : undefined}
      aria-current={isOpen || undefined}
      data-opens={onOpen ? true : undefined}
      onClick={onOpen ? () => onOpen(row) : undefined}
    >
      {selection ? (
        <td className={classes.tick}>
          <SelectRow selection={selection} id={Number(key)} name={nameOf?.(row) ?? key} />
        </td>
      ) : null}
      {columns.map((column) => (
        <td key={column.key} className={column.number ? `${classes.number} number` : undefined}>
          {column.render(row)}
        </td>
      ))}
    </tr>
  );
}

/** A row is drawn anew when something of it changes, not whenever the table is scrolled. */
const Line = memo(DrawnLine) as typeof DrawnLine;

/** Stands for rows that are not drawn. */
export function Gap({ height, span }: { height: number; span: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus
    <tr aria-hidden="true">
      <td colSpan={span} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

function More<Row>({ list }: { list: List<Row> }) {
  const { ref, entry } = useIntersection({ rootMargin: '600px' });
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
