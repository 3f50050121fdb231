import type { ReactNode } from 'react';
import classes from './EmptyState.module.css';

interface EmptyStateProps {
  /** Which small drawing stands above the sentence. */
  drawing?: Drawing;
  title: string;
  sentence: ReactNode;
  action?: ReactNode;
}

export type Drawing = 'arch' | 'tree' | 'people' | 'sheet' | 'letter' | 'search';

const PATHS: Record<Drawing, string> = {
  arch: 'M14 56V34a18 18 0 0 1 36 0v22M24 56V36a8 8 0 0 1 16 0v20M8 56h48',
  tree: 'M32 12v12M14 40v-8h36v8M32 24v16M26 6h12v8H26zM8 40h12v8H8zM26 40h12v8H26zM44 40h12v8H44z',
  people:
    'M24 30a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM8 52c0-10 7-16 16-16s16 6 16 16M42 30a7 7 0 1 0-3-13M46 37c6 2 10 7 10 15',
  sheet: 'M16 8h22l10 10v38H16zM38 8v10h10M24 28h16M24 36h16M24 44h10',
  letter: 'M8 16h48v34H8zM8 18l24 18 24-18',
  search: 'M28 46a18 18 0 1 0 0-36 18 18 0 0 0 0 36zM41 41l15 15',
};

/** What a place is for while it is empty, and the first step. */
export function EmptyState({ drawing = 'arch', title, sentence, action }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <svg viewBox="0 0 64 64" className={classes.drawing} aria-hidden="true">
        <path d={PATHS[drawing]} />
      </svg>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.sentence}>{sentence}</p>
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  );
}
