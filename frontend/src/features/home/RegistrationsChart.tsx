import type { WeekCount } from '@/api/types';
import { day } from '@/app/format';
import { texts } from '@/app/texts';
import classes from './HomeScreen.module.css';

const WIDTH = 440;
const HEIGHT = 96;
const TOP = 6;

/** Where each week's point stands; the greatest week reaches the top, no registrations stay on the base line. */
export function pointsOf(counts: number[]): [x: number, y: number][] {
  const most = Math.max(1, ...counts);
  const step = counts.length > 1 ? WIDTH / (counts.length - 1) : 0;
  return counts.map((count, index) => [index * step, HEIGHT - 1 - ((HEIGHT - 1 - TOP) * count) / most]);
}

/** How many partners registered week by week; bare where what stands around it has its own margin. */
export function RegistrationsChart({ weeks, bare }: { weeks: WeekCount[]; bare?: boolean }) {
  const t = texts.home;
  const total = weeks.reduce((sum, { count }) => sum + count, 0);
  const points = pointsOf(weeks.map(({ count }) => count));
  const path = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
  const slot = WIDTH / Math.max(weeks.length, 1);
  return (
    <div className={bare ? undefined : classes.head}>
      <h2 className={classes.cardTitle} id="registrations-title">
        {t.registrations}
      </h2>
      {total === 0 ? (
        <p className={classes.chartCaption}>{t.noRegistrations}</p>
      ) : (
        <>
          <svg
            className={classes.chart}
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={t.chartAll(
              total,
              weeks.length,
              weeks.map((week) => t.week(day(week.week), week.count)).join('. '),
            )}
          >
            <path className={classes.area} d={`${path}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`} />
            <path className={classes.line} d={path} />
            <line className={classes.base} x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
            {weeks.map((week, index) => (
              <rect
                key={week.week}
                className={classes.hit}
                x={Math.max(0, (points[index]?.[0] ?? 0) - slot / 2)}
                width={slot}
                height={HEIGHT}
              >
                <title>{t.week(day(week.week), week.count)}</title>
              </rect>
            ))}
          </svg>
          <p className={classes.chartCaption}>{t.chart(weeks.length, total)}</p>
        </>
      )}
    </div>
  );
}
