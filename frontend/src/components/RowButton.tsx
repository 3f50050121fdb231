import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './DataTable.module.css';
import { Name } from './Name';

interface RowButtonProps {
  onOpen: () => void;
  children: ReactNode;
  /** A quieter second line. */
  under?: string;
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
        {typeof children === 'string' ? <Name>{children}</Name> : children}
      </UnstyledButton>
      {under ? (
        <span className={classes.under}>
          <Name>{under}</Name>
        </span>
      ) : null}
    </>
  );
}
