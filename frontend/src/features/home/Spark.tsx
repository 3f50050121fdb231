import { number } from '@/app/format';
import { texts } from '@/app/texts';
import classes from './HomeScreen.module.css';

const WIDTH = 64;
const HEIGHT = 20;

/** Where a spark's line runs. What never changes is a flat line at the foot. */
export function sparkPath(counts: number[]): string {
  const least = Math.min(...counts);
  const span = Math.max(...counts) - least;
  const step = counts.length > 1 ? WIDTH / (counts.length - 1) : 0;
  return counts
    .map((count, index) => {
      const height = span === 0 ? 0 : (count - least) / span;
      return `${index === 0 ? 'M' : 'L'}${(index * step).toFixed(1)} ${(HEIGHT - 2 - (HEIGHT - 4) * height).toFixed(1)}`;
    })
    .join('');
}

/** How a number came about, in one small line. Nothing is drawn where nothing ever happened. */
export function Spark({ counts, of }: { counts: number[]; of: string }) {
  if (counts.length < 2 || counts.every((count) => count === 0)) return null;
  const words = texts.home.spark(of, counts.length, counts.map(number).join(', '));
  return (
    <svg className={classes.spark} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
      <title>{words}</title>
      <path className={classes.sparkLine} d={sparkPath(counts)} />
    </svg>
  );
}
