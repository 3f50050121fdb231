import { Checkbox } from '@mantine/core';
import { texts } from '@/app/texts';
import classes from './DataTable.module.css';
import type { Selection } from './useSelection';

/** Chooses all rows that are shown. */
export function SelectAll({ selection }: { selection: Selection }) {
  return (
    <Checkbox
      size="xs"
      aria-label={texts.app.selectAll}
      checked={selection.all}
      indeterminate={selection.some}
      onChange={selection.toggleAll}
    />
  );
}

/** Chooses one row; with Shift, all from the last one chosen to this one. */
export function SelectRow({ selection, id, name }: { selection: Selection; id: number; name: string }) {
  return (
    // The whole cell is the target, and a click in it does not open the row.
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps a click from the row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the checkbox inside is what the keyboard reaches
    <span className={classes.select} onClick={(event) => event.stopPropagation()}>
      <Checkbox
        size="xs"
        aria-label={texts.app.selectRow(name)}
        checked={selection.ids.has(id)}
        onChange={() => undefined}
        onClick={(event) => selection.toggle(id, event.shiftKey)}
      />
    </span>
  );
}
