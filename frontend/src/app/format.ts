import { language } from './texts/language';

let zone: string | undefined;

/** Sets the site's time zone, in which every date is shown. A name that the machine does not know counts as its own. */
export function setTimeZone(name: string | undefined): void {
  try {
    new Intl.DateTimeFormat(language.dates, { timeZone: name });
    zone = name;
  } catch {
    zone = undefined;
  }
}

export const number = (value: number): string => new Intl.NumberFormat(language.numbers).format(value);

/** "1 organization", "12 organizations". */
export const counted = (count: number, one: string, many: string): string =>
  `${count > 10_000 ? language.tooManyToCount : number(count)} ${count === 1 ? one : many}`;

/** How large a file is: "3 KB", "1.4 MB". */
export const bytes = (size: number): string =>
  size >= 1024 * 1024
    ? `${number(Math.round((size / 1024 / 1024) * 10) / 10)} MB`
    : `${number(Math.max(1, Math.round(size / 1024)))} KB`;

/** Exact date and time: "21 November 2026, 16:20". */
export function exact(moment: string): string {
  const date = read(moment);
  return date
    ? new Intl.DateTimeFormat(language.dates, { dateStyle: 'long', timeStyle: 'short', timeZone: zone }).format(date)
    : '';
}

/** The day alone: "21 Nov 2026". */
export function day(moment: string): string {
  const date = read(moment);
  return date
    ? new Intl.DateTimeFormat(language.dates, {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        timeZone: zone,
      }).format(date)
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
  if (Math.abs(seconds) < 45) return language.justNow;
  for (const [limit, size, unit] of STEPS) {
    if (Math.abs(seconds) < limit) {
      return new Intl.RelativeTimeFormat(language.distances, { numeric: 'auto' }).format(
        Math.round(seconds / size),
        unit,
      );
    }
  }
  return day(moment);
}

function read(moment: string): Date | undefined {
  if (!moment) return undefined;
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
