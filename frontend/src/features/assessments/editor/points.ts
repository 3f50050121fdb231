import type { Band, Definition, Question } from './definition';
import { allQuestions, canBeScored } from './definition';

/** The most that a question can earn before its weight, by the formula of the score; 0 where it is not scored. */
export function maximumOf(question: Question): number {
  if (!question.scored || !canBeScored(question.type)) return 0;
  const points = (question.choices ?? []).map((choice) => choice.points ?? 0);
  if (question.type === 'single_choice') return Math.max(0, ...points);
  if (question.type === 'multiple_choice') return points.reduce((sum, one) => sum + Math.max(one, 0), 0);
  return Math.max(0, (question.maximum ?? 0) - (question.minimum ?? 0));
}

const weighted = (question: Question) => maximumOf(question) * (question.weight ?? 1);

/** How much of a full score a question is, in percent, when everything is shown and answered; undefined without a score. */
export function shareOf(definition: Definition, question: Question): number | undefined {
  const all = allQuestions(definition).reduce((sum, one) => sum + weighted(one), 0);
  const own = weighted(question);
  return all > 0 && own > 0 ? (100 * own) / all : undefined;
}

export interface Stretch {
  index: number;
  from: number;
  to: number;
}

/** Where the bands lie on the way from 0 to 100; those that can't be placed are left out. */
export function stretches(bands: Band[]): Stretch[] {
  const placed = bands
    .map((band, index) => ({ index, from: band.from }))
    .filter((one): one is { index: number; from: number } => one.from !== undefined && one.from >= 0 && one.from <= 100)
    .sort((a, b) => a.from - b.from);
  return placed.map((one, n) => ({ ...one, to: placed[n + 1]?.from ?? 100 }));
}

/** A band to add: in the middle of the last stretch, or at 0. */
export function nextFrom(bands: Band[]): number {
  const last = bands.at(-1)?.from;
  return bands.length === 0 ? 0 : Math.round(((last ?? 0) + 100) / 2);
}
