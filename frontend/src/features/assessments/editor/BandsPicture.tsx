import { texts } from '@/app/texts';
import classes from './BandsField.module.css';
import type { Band } from './definition';
import { stretches } from './points';

const t = texts.editor.bands;

/** Where the bands lie on the way from 0 to 100. */
export function BandsPicture({ bands }: { bands: Band[] }) {
  const placed = stretches(bands);
  const titleOf = (index: number) => bands[index]?.title || t.untitled;
  const words = placed.map(({ index, from, to }) => t.stretch(titleOf(index), String(from), String(to))).join(', ');
  return (
    <figure className={classes.picture} role="img" aria-label={t.picture(words)}>
      <div className={classes.bar} aria-hidden="true">
        {placed.map(({ index, from, to }) => (
          <span
            key={index}
            className={classes.stretch}
            data-tone={index % 4}
            style={{ width: `${to - from}%`, insetInlineStart: `${from}%` }}
          >
            <span className={classes.name} dir="auto">
              {titleOf(index)}
            </span>
          </span>
        ))}
      </div>
      <div className={classes.ticks} aria-hidden="true">
        {[...new Set([0, ...placed.map(({ from }) => from), 100])].map((at) => (
          <span key={at} className={classes.tick} style={{ insetInlineStart: `${at}%` }}>
            {at}
          </span>
        ))}
      </div>
    </figure>
  );
}
