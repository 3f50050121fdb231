import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './DataTable.module.css';

interface RowButtonProps {
  onOpen: () => void;
  children: ReactNode;
  /** A quieter second line. */
  under?: ReactNode;
}

/** A row's name: what the keyboard reaches, and what opens the row. */
export function RowButton({ onOpen, children, under }: RowButtonProps) {
  return (
    <>
      <UnstyledButton
        data-row
        className={classes.name}
        dir="auto"
        onClick={(event) => {
          event.stopPropagation();
          onOpen();
        }}
      >
        {children}
      </UnstyledButton>
      {under ? (
        <span className={classes.under} dir="auto">
          {under}
        </span>
      ) : null}
    </>
  );
}
