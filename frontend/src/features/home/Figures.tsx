import { Link } from 'react-router';
import type { Figure } from '@/api/types';
import { number } from '@/app/format';
import classes from './HomeScreen.module.css';

/** Numbers that matter, large, with what they mean beneath. */
export function Figures({ figures }: { figures: Figure[] }) {
  return (
    <dl className={classes.figures}>
      {figures.map((figure) => (
        <div key={figure.label} className={classes.figure}>
          <dt className={classes.label}>{figure.note ? `${figure.label}, ${figure.note}` : figure.label}</dt>
          <dd className={`${classes.value} number`}>
            {figure.to ? <Link to={figure.to}>{number(figure.value)}</Link> : number(figure.value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
