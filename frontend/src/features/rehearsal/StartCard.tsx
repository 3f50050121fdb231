import { texts } from '@/app/texts';
import classes from './StartCard.module.css';

const t = texts.rehearsal.before;

/** What will happen, and that nothing real is touched. */
export function StartCard() {
  return (
    <section className={classes.card} aria-labelledby="rehearsal-before">
      <h2 className={classes.title} id="rehearsal-before">
        {t.title}
      </h2>
      <p className={classes.sentence}>{t.sentence}</p>
      <ol className={classes.points}>
        {t.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ol>
      <p className={classes.promise}>{t.promise}</p>
    </section>
  );
}
