import type { ReactNode } from 'react';
import classes from './StatusDot.module.css';

export type Tone = 'good' | 'warn' | 'bad' | 'quiet' | 'act';

/** A status is a word with a dot, never a colour alone. */
export function StatusDot({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={classes.status}>
      <span className={classes.dot} data-tone={tone} aria-hidden="true" />
      <span>{children}</span>
    </span>
  );
}
