import { Button, Menu } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconColumns3 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { texts } from '@/app/texts';
import { usePreference } from '@/app/usePreference';
import type { Column } from './DataTable';
import { type Filter, FilterChips } from './FilterChips';
import classes from './ListToolbar.module.css';
import { SearchInput } from './SearchInput';
import type { ListState } from './useListState';

interface ListToolbarProps {
  state: ListState;
  /** What is searched: "Search organizations". */
  search?: string;
  filters: Filter[];
  count: number | undefined;
  /** Further filters, after the chips. */
  more?: ReactNode;
  /** What stands at the right: views, columns. */
  right?: ReactNode;
}

/** Search, filters as chips, and how many there are. */
export function ListToolbar({ state, search, filters, count, more, right }: ListToolbarProps) {
  return (
    <div className={classes.toolbar}>
      {search ? <SearchInput label={search} value={state.search} onChange={state.setSearch} /> : null}
      {filters.length > 0 ? <FilterChips filters={filters} chosen={state.chosen} onChange={state.setFilter} /> : null}
      {more}
      <div className={classes.right}>
        {count === undefined ? null : (
          <span className={`${classes.count} number`} role="status">
            {texts.app.shown(count)}
          </span>
        )}
        {right}
      </div>
    </div>
  );
}

const CRAMPED = '(max-width: 1180px)';
/** The same with a side panel and the gap before it. */
const CRAMPED_BY_PANEL = '(max-width: 1560px)';

/** The columns of a list without a choice of them; in a small window the wide ones make room. */
export function useFitting<Row>(all: Column<Row>[]): Column<Row>[] {
  const cramped = useMediaQuery(CRAMPED);
  return all.filter((column) => !(column.hidden || (cramped && column.wide)));
}

/**
 * Which columns of a list a person wants to see, remembered with the site. The first column always stays; in a small
 * window, with a panel in one that is not large, the wide ones make room.
 */
export function useColumns<Row>(list: string, all: Column<Row>[], panelOpen = false) {
  const [hidden, setHidden] = usePreference<string[]>(
    `columns.${list}`,
    all.filter((column) => column.hidden).map((column) => column.key),
  );
  const cramped = useMediaQuery(panelOpen ? CRAMPED_BY_PANEL : CRAMPED);
  const first = all[0]?.key;
  const shown = all.filter(
    (column) => column.key === first || (!hidden.includes(column.key) && !(cramped && column.wide)),
  );
  const toggle = (key: string) =>
    setHidden(hidden.includes(key) ? hidden.filter((other) => other !== key) : [...hidden, key]);
  const menu = (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button size="compact-sm" leftSection={<IconColumns3 size={14} stroke={1.5} aria-hidden="true" />}>
          {texts.app.columns}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {all
          .filter((column) => column.key !== first)
          .map((column) => {
            const on = !hidden.includes(column.key);
            const away = on && cramped && column.wide;
            return (
              <Menu.CheckboxItem
                key={column.key}
                checked={on}
                onChange={() => toggle(column.key)}
                rightSection={away ? <span className={classes.away}>{texts.app.noRoom}</span> : undefined}
              >
                {column.title}
              </Menu.CheckboxItem>
            );
          })}
      </Menu.Dropdown>
    </Menu>
  );
  return { columns: shown, menu };
}
