import type { AllotmentRow } from '@/api/types';
import { number } from '@/app/format';
import { texts } from '@/app/texts';
import { AllotmentState } from './columns';
import classes from './Figures.module.css';

const t = texts.allotments;

/** What is left, large, and how the rest divides. */
export function Figures({ row }: { row: AllotmentRow }) {
  const part = (count: number) => `${row.allocated === 0 ? 0 : (100 * count) / row.allocated}%`;
  return (
    <div className={classes.figures}>
      <div className={classes.head}>
        <div>
          <span className={`${classes.left} number`}>{number(row.available)}</span>
          <span className={classes.soft}>{t.figures.available}</span>
        </div>
        <AllotmentState row={row} />
      </div>
      <div className={classes.meter} role="img" aria-label={t.meter(row.used, row.held, row.allocated)}>
        <span className={classes.used} style={{ width: part(row.used) }} />
        <span className={classes.held} style={{ width: part(row.held) }} />
      </div>
      <dl className={classes.parts}>
        <div>
          <dt>
            <span className={classes.used} aria-hidden="true" />
            {t.figures.used} · {t.figures.usedHelp}
          </dt>
          <dd className="number">{number(row.used)}</dd>
        </div>
        <div>
          <dt>
            <span className={classes.held} aria-hidden="true" />
            {t.figures.held} · {t.figures.heldHelp}
          </dt>
          <dd className="number">{number(row.held)}</dd>
        </div>
        <div>
          <dt>{t.figures.allocated}</dt>
          <dd className="number">{number(row.allocated)}</dd>
        </div>
      </dl>
    </div>
  );
}
