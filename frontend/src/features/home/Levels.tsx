import { Link } from 'react-router';
import type { Share } from '@/api/types';
import { number } from '@/app/format';
import { texts } from '@/app/texts';
import classes from './HomeScreen.module.css';

/** How many organizations stand at each level of the tree. */
export function Levels({ shares }: { shares: Share[] }) {
  const t = texts.home;
  const most = Math.max(1, ...shares.map(({ count }) => count));
  const deepest = shares.findLastIndex(({ count }) => count > 0);
  return (
    <div className={`${classes.head} ${classes.below}`}>
      <h2 className={classes.cardTitle}>{t.levels}</h2>
      {deepest < 0 ? (
        <p className={classes.chartCaption}>{t.noOrganizations}</p>
      ) : (
        <ul className={classes.levels}>
          {shares.slice(0, deepest + 1).map(({ key, count }) => (
            <li key={key}>
              <Link to={`/organizations?view=list&level=${key}`} className={classes.level}>
                <span>{t.level(key)}</span>
                <span className={classes.track} aria-hidden="true">
                  <span style={{ width: `${count === 0 ? 0 : Math.max(1, (100 * count) / most)}%` }} />
                </span>
                <span className="number">{number(count)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
