import { Link } from 'react-router';
import type { ScoreFigure, WeekCount } from '@/api/types';
import { day, number } from '@/app/format';
import { texts } from '@/app/texts';
import classes from './HomeScreen.module.css';
import work from './WorkCharts.module.css';

const t = texts.home;
const WIDTH = 440;
const HEIGHT = 72;
const GAP = 6;
const MOST = 10_000;

/** How many responses were completed week by week. */
export function CompletedChart({ weeks }: { weeks: WeekCount[] }) {
  const total = weeks.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(1, ...weeks.map(({ count }) => count));
  const slot = (WIDTH + GAP) / Math.max(weeks.length, 1);
  const capped = weeks.some(({ count }) => count > MOST);
  return (
    <div className={classes.head}>
      <h2 className={classes.cardTitle}>{t.completed}</h2>
      {total === 0 ? (
        <p className={classes.chartCaption}>{t.noCompleted}</p>
      ) : (
        <>
          <svg
            className={work.columns}
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={t.completedAll(
              total,
              weeks.length,
              weeks.map((week) => t.week(day(week.week), week.count)).join('. '),
            )}
          >
            {weeks.map(({ week, count }, index) => {
              const tall = Math.max(1.5, (HEIGHT * count) / most);
              return (
                <rect key={week} x={index * slot} y={HEIGHT - tall} width={slot - GAP} height={tall} rx={2}>
                  <title>{t.week(day(week), count)}</title>
                </rect>
              );
            })}
          </svg>
          <p className={classes.chartCaption}>{t.completedCaption(weeks.length, capped ? t.tooMany : number(total))}</p>
        </>
      )}
    </div>
  );
}

const plain = (score: number) => score.toFixed(1).replace(/\.0$/, '');

/** The mean score of each assessment, with the stretch from the lowest to the highest. */
export function ScoreBars({ scores }: { scores: ScoreFigure[] }) {
  if (scores.length === 0) return null;
  return (
    <div className={classes.head}>
      <h2 className={classes.cardTitle}>{t.scores}</h2>
      <ul className={work.scores}>
        {scores.map(({ assessmentId, assessment, count, mean, lowest, highest }) => (
          <li key={assessmentId}>
            <Link to={`/responses?assessment=${assessmentId}&state=completed`} dir="auto">
              {assessment}
            </Link>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" className={work.bar}>
              <rect className={work.ground} width={100} height={8} />
              <rect className={work.mean} width={mean} height={8} />
              <rect className={work.range} x={lowest} y={3} width={Math.max(0.6, highest - lowest)} height={2} />
            </svg>
            <span className={`${work.score} number`} title={t.scoreRange(plain(lowest), plain(highest), count)}>
              {plain(mean)}
              <span className="visually-hidden"> {t.scoreRange(plain(lowest), plain(highest), count)}</span>
            </span>
          </li>
        ))}
      </ul>
      <p className={classes.chartCaption}>{t.scoresCaption}</p>
    </div>
  );
}
