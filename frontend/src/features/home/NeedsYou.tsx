import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Attention } from '@/api/types';
import { texts } from '@/app/texts';
import classes from './HomeScreen.module.css';

/** What waits for the administrator, worst first as the program gives it. */
export function NeedsYou({ items }: { items: Attention[] }) {
  return (
    <section className={classes.card} aria-labelledby="needs-title">
      <div className={classes.head}>
        <h2 className={classes.cardTitle} id="needs-title">
          {texts.home.needsYou}
        </h2>
      </div>
      {items.length === 0 ? (
        <p className={classes.quiet}>{texts.home.nothingNeeded}</p>
      ) : (
        <ul className={classes.rows}>
          {items.map((item) => (
            <li key={`${item.title} ${item.detail}`} className={classes.row}>
              <span className={classes.dot} data-tone={item.tone} aria-hidden="true" />
              <div className={classes.words}>
                <h3 className={classes.rowTitle}>{item.title}</h3>
                <p className={classes.rowDetail}>{item.detail}</p>
              </div>
              {item.button ? (
                <Button size="xs" component={Link} to={item.to} aria-label={`${item.button}: ${item.title}`}>
                  {item.button}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
