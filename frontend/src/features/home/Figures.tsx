import { Link } from 'react-router';
import type { Figure } from '@/api/types';
import { number } from '@/app/format';
import { texts } from '@/app/texts';
import classes from './HomeScreen.module.css';
import { Spark } from './Spark';

/** Counts stop at 10,000; one more stands for whatever is beyond. */
export const limited = (value: number): string => (value === 10_001 ? texts.home.tooMany : number(value));

/** Numbers that matter, large, with what they mean beneath and a spark of their history. */
export function Figures({ figures }: { figures: Figure[] }) {
  return (
    <dl className={classes.figures}>
      {figures.map((figure) => (
        <div key={figure.label} className={classes.figure}>
          <dt className={classes.label}>{figure.note ? `${figure.label}, ${figure.note}` : figure.label}</dt>
          <dd className={`${classes.value} number`}>
            {figure.to ? <Link to={figure.to}>{limited(figure.value)}</Link> : limited(figure.value)}
            <Spark counts={figure.history} of={figure.historyOf} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
