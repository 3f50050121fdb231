import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '@/app/texts';
import classes from './BulkBar.module.css';
import type { Selection } from './useSelection';

interface BulkBarProps {
  selection: Selection;
  /** How many are chosen, where that is more than the rows that are shown. */
  count?: number;
  /** How many match in all, where all of them can be chosen. */
  matching?: number;
  /** What has to be known about the choice. */
  note?: string;
  /** The actions on everything that is chosen. */
  children: ReactNode;
}

/** What can be done with the chosen rows; it appears with the first of them, at the foot of the list. */
export function BulkBar({ selection, count, matching = 0, note, children }: BulkBarProps) {
  const shown = selection.ids.size;
  const words = selection.everything ? texts.app.chosenAll(count) : texts.app.chosen(count ?? shown);
  return (
    <>
      <span className="visually-hidden" role="status">
        {shown > 0 ? words : ''}
      </span>
      {shown > 0 ? (
        <section className={classes.bar} aria-label={texts.app.bulk}>
          <span className={`${classes.count} number`} aria-hidden="true">
            {words}
          </span>
          {selection.all && !selection.everything && matching > shown ? (
            <Button size="xs" variant="subtle" onClick={selection.takeEverything}>
              {texts.app.takeEverything(matching)}
            </Button>
          ) : null}
          <div className={classes.actions}>{children}</div>
          {note ? <span className={classes.note}>{note}</span> : null}
          <Button size="xs" variant="subtle" onClick={selection.clear}>
            {texts.app.clearSelection}
          </Button>
        </section>
      ) : null}
    </>
  );
}
