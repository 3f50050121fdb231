import type { OrderRow } from '@/api/types';
import { texts } from '@/app/texts';
import { StatusDot, type Tone } from '@/components/StatusDot';

const t = texts.purchases;

const TONES: Record<string, Tone> = {
  draft: 'quiet',
  awaiting: 'warn',
  paid: 'good',
  cancelled: 'quiet',
  refunded: 'quiet',
};

/** Where an order stands, as a word; one that needs a decision says that. */
export function OrderState({ row }: { row: OrderRow }) {
  if (row.problem) return <StatusDot tone="bad">{t.problems[row.problem] ?? t.states.problem}</StatusDot>;
  return <StatusDot tone={TONES[row.state] ?? 'quiet'}>{t.states[row.state] ?? row.state}</StatusDot>;
}
