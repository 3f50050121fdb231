import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Attention } from '@/api/types';
import { texts } from '@/app/texts';
import classes from './HomeScreen.module.css';

/** What waits for the administrator, worst first as the program gives it. */
export function NeedsYou({ items }: { items: Attention[] }) {
  const t = texts.home;
  return (
    <section className={classes.card} aria-labelledby="needs-title">
      <div className={`${classes.head} ${classes.headLine}`}>
        <h2 className={classes.cardTitle} id="needs-title">
          {t.needsYou}
        </h2>
        {items.length > 0 ? <span className={`${classes.aside} number`}>{t.needs(items.length)}</span> : null}
      </div>
      {items.length === 0 ? (
        <p className={classes.quiet}>{t.nothingNeeded}</p>
      ) : (
        <ul className={classes.rows}>
          {items.map((item) => (
            <li key={`${item.kind} ${item.title}`} className={classes.row}>
              <span className={classes.dot} data-tone={item.tone} aria-hidden="true" />
              <div className={classes.words}>
                <h3 className={classes.rowTitle} dir="auto">
                  <span className="visually-hidden">{t.tone[item.tone]}: </span>
                  {item.title}
                </h3>
                <p className={classes.rowDetail} dir="auto">
                  {item.detail}
                </p>
              </div>
              <Button size="xs" component={Link} to={item.to} aria-label={`${item.button}: ${item.title}`}>
                {item.button}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
