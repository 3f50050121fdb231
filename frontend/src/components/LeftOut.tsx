import type { LeftOut as Left } from '@/api/types';

const SHOWN = 5;

interface LeftOutProps {
  /** What was done, and to how many. */
  done: string;
  /** "2 users were left out:" */
  heading: string;
  left: Left[];
  others: (count: number) => string;
}

/** The summary of an action on many, with those that were left as they were and why. */
export function LeftOut({ done, heading, left, others }: LeftOutProps) {
  if (left.length === 0) return done;
  return (
    <span>
      {done} {heading}
      {left.slice(0, SHOWN).map(({ id, name, reason }) => (
        <span key={id} style={{ display: 'block', marginTop: 4 }}>
          <b dir="auto">{name}</b>: {reason}
        </span>
      ))}
      {left.length > SHOWN ? <span style={{ display: 'block' }}>{others(left.length - SHOWN)}</span> : null}
    </span>
  );
}
