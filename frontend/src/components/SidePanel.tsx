import { CloseButton } from '@mantine/core';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { texts } from '@/app/texts';
import classes from './SidePanel.module.css';

interface SidePanelProps {
  title: string;
  /** What stands under the title: a breadcrumb, an address. */
  under?: ReactNode;
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** A glance at one row, beside its list. Escape closes it and brings the focus back to the row. */
export function SidePanel({ title, under, actions, onClose, children }: SidePanelProps) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const row = useRef<HTMLElement | null>(null);
  const close = () => {
    onClose();
    row.current?.focus();
  };
  const latestClose = useRef(close);
  latestClose.current = close;

  // Opened from a row, the panel takes the keyboard along.
  useEffect(() => {
    const from = document.activeElement;
    if (!(from instanceof HTMLElement) || !from.matches('[data-row]')) return;
    row.current = from;
    heading.current?.focus({ preventScroll: true });
  }, []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]')) return;
      latestClose.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return (
    <aside className={classes.panel} aria-labelledby={id}>
      <div className={classes.head}>
        <div className={classes.words}>
          <h2 className={classes.title} id={id} dir="auto" tabIndex={-1} ref={heading}>
            {title}
          </h2>
          {under ? <div className={classes.under}>{under}</div> : null}
        </div>
        <div className={classes.actions}>
          {actions}
          <CloseButton aria-label={texts.app.closePanel} onClick={close} />
        </div>
      </div>
      {children}
    </aside>
  );
}

/** A list and, when something is chosen, its panel. */
export function WithPanel({ panel, children }: { panel: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.split} data-open={panel ? true : undefined}>
      <div className={classes.list}>{children}</div>
      {panel}
    </div>
  );
}

/** The facts of a panel or an overview: a quiet name, then what it is. */
export function Facts({ rows }: { rows: [string, ReactNode][] }) {
  return (
    <dl className={classes.facts}>
      {rows.map(([name, value]) => (
        <div key={name} className={classes.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
