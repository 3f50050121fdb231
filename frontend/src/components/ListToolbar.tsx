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

/**
 * Which columns of a list a person wants to see, remembered with the site. The first column always stays; in a small
 * window, and while a panel is open, the wide ones make room.
 */
export function useColumns<Row>(list: string, all: Column<Row>[], panelOpen = false) {
  const [hidden, setHidden] = usePreference<string[]>(
    `columns.${list}`,
    all.filter((column) => column.hidden).map((column) => column.key),
  );
  const cramped = useMediaQuery('(max-width: 1180px)') || panelOpen;
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
            return (
              <Menu.CheckboxItem key={column.key} checked={on} onChange={() => toggle(column.key)}>
                {column.title}
              </Menu.CheckboxItem>
            );
          })}
      </Menu.Dropdown>
    </Menu>
  );
  return { columns: shown, menu };
}
