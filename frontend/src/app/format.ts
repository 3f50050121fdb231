const LANGUAGE = 'en-GB';

let zone: string | undefined;

/** Sets the site's time zone, in which every date is shown. A name that the machine does not know counts as its own. */
export function setTimeZone(name: string | undefined): void {
  try {
    new Intl.DateTimeFormat(LANGUAGE, { timeZone: name });
    zone = name;
  } catch {
    zone = undefined;
  }
}

export const number = (value: number): string => new Intl.NumberFormat('en-US').format(value);

/** "1 organization", "12 organizations". */
export const counted = (count: number, one: string, many: string): string =>
  `${count > 10_000 ? '10,000+' : number(count)} ${count === 1 ? one : many}`;

/** Exact date and time: "21 November 2026, 16:20". */
export function exact(moment: string): string {
  const date = read(moment);
  return date
    ? new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'long', timeStyle: 'short', timeZone: zone }).format(date)
    : '';
}

/** The day alone: "21 Nov 2026". */
export function day(moment: string): string {
  const date = read(moment);
  return date
    ? new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'short', year: 'numeric', timeZone: zone }).format(
        date,
      )
    : '';
}

const STEPS: [limit: number, size: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [60, 1, 'second'],
  [3600, 60, 'minute'],
  [86_400, 3600, 'hour'],
  [7 * 86_400, 86_400, 'day'],
];

/** Near moments as a person says them ("3 hours ago", "in 6 days"), others as a day. */
export function relative(moment: string, now: Date = new Date()): string {
  const date = read(moment);
  if (!date) return '';
  const seconds = (date.getTime() - now.getTime()) / 1000;
  if (Math.abs(seconds) < 45) return 'just now';
  for (const [limit, size, unit] of STEPS) {
    if (Math.abs(seconds) < limit) {
      return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.round(seconds / size), unit);
    }
  }
  return day(moment);
}

function read(moment: string): Date | undefined {
  if (!moment) return undefined;
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
