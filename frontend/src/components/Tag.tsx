import type { ReactNode } from 'react';
import type { Tone } from './StatusDot';
import classes from './Tag.module.css';

/** A word on a tinted ground: a remark beside a name. */
export function Tag({ tone = 'quiet', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={classes.tag} data-tone={tone}>
      {children}
    </span>
  );
}
