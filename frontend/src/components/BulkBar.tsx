import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '@/app/texts';
import classes from './BulkBar.module.css';
import type { Selection } from './useSelection';

interface BulkBarProps {
  selection: Selection;
  /** The actions on everything that is chosen. */
  children: ReactNode;
}

/** What can be done with the chosen rows; it appears with the first of them, at the foot of the list. */
export function BulkBar({ selection, children }: BulkBarProps) {
  const count = selection.ids.size;
  return (
    <>
      <span className="visually-hidden" role="status">
        {count > 0 ? texts.app.chosen(count) : ''}
      </span>
      {count > 0 ? (
        <section className={classes.bar} aria-label={texts.app.bulk}>
          <span className={`${classes.count} number`} aria-hidden="true">
            {texts.app.chosen(count)}
          </span>
          <div className={classes.actions}>{children}</div>
          <Button size="xs" variant="subtle" onClick={selection.clear}>
            {texts.app.clearSelection}
          </Button>
        </section>
      ) : null}
    </>
  );
}
