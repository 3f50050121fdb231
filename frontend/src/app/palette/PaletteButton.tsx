import { IconSearch } from '@tabler/icons-react';
import { texts } from '../texts';
import { openPalette } from './Palette';
import classes from './Palette.module.css';

/** Says that there is a palette, to whoever does not know its key. */
export function PaletteButton() {
  return (
    <button type="button" className={classes.open} onClick={openPalette} aria-keyshortcuts="Control+K Meta+K">
      <IconSearch size={14} stroke={1.5} aria-hidden="true" />
      <span>{texts.palette.open}</span>
      <span className={classes.hint} aria-hidden="true">
        {texts.palette.hint}
      </span>
    </button>
  );
}
