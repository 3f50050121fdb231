import { Link } from 'react-router';
import type { Share } from '@/api/types';
import { texts } from '@/app/texts';
import { limited } from './Figures';
import classes from './HomeScreen.module.css';

/** The responses of the site as one bar, a part for each state, with the numbers beneath. */
export function ResponseStates({ shares }: { shares: Share[] }) {
  const t = texts.home;
  const words = texts.responses.state;
  const present = shares.filter(({ count }) => count > 0);
  return (
    <div className={classes.head}>
      <h2 className={classes.cardTitle}>{t.responses}</h2>
      {present.length === 0 ? (
        <p className={classes.chartCaption}>{t.noResponses}</p>
      ) : (
        <>
          <div className={classes.states} aria-hidden="true">
            {present.map(({ key, count }) => (
              <span key={key} data-state={key} style={{ flexGrow: count }} />
            ))}
          </div>
          <ul className={classes.legend}>
            {present.map(({ key, count }) => (
              <li key={key}>
                <Link to={`/responses?state=${key}`}>
                  <span className={classes.swatch} data-state={key} aria-hidden="true" />
                  {words[key] ?? key} <span className="number">{limited(count)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
