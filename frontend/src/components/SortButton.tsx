import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import classes from './SortButton.module.css';
import type { Sort } from './useListState';

interface SortButtonProps {
  column: string;
  title: string;
  sort: Sort;
  onSort: (sort: Sort) => void;
}

/** A column's name that sorts by it; a second time turns the order round. The header cell says which order it is. */
export function SortButton({ column, title, sort, onSort }: SortButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const on = sort.column === column;
  const order = !on ? 'none' : sort.descending ? 'descending' : 'ascending';

  useEffect(() => {
    button.current?.closest('th')?.setAttribute('aria-sort', order);
  }, [order]);

  const Icon = !on ? IconArrowsSort : sort.descending ? IconArrowDown : IconArrowUp;
  return (
    <UnstyledButton
      ref={button}
      className={classes.sort}
      data-on={on || undefined}
      onClick={() => onSort({ column, descending: on && !sort.descending })}
    >
      {title}
      <Icon size={14} stroke={1.5} aria-hidden="true" />
    </UnstyledButton>
  );
}
