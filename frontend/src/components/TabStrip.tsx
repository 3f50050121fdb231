import { type KeyboardEvent, type ReactNode, useId } from 'react';
import classes from './TabStrip.module.css';

export interface Tab {
  key: string;
  label: string;
  /** A number beside the label: how many are in it. */
  note?: string;
}

interface TabStripProps {
  label: string;
  tabs: Tab[];
  shown: string;
  onShow: (key: string) => void;
  /** What the shown tab holds. */
  children: ReactNode;
}

/** Tabs of one record whose parts are saved together: none of them is a place of its own. */
export function TabStrip({ label, tabs, shown, onShow, children }: TabStripProps) {
  const id = useId();
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const at = tabs.findIndex(({ key }) => key === shown);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (step === 0 || !next) return;
    event.preventDefault();
    onShow(next.key);
    document.getElementById(`${id}-${next.key}`)?.focus();
  };
  return (
    <>
      <div className={classes.strip} role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            id={`${id}-${tab.key}`}
            type="button"
            role="tab"
            className={classes.tab}
            aria-selected={tab.key === shown}
            aria-controls={`${id}-panel`}
            tabIndex={tab.key === shown ? 0 : -1}
            onClick={() => onShow(tab.key)}
          >
            {tab.label}
            {tab.note ? <span className="number"> {tab.note}</span> : null}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${shown}`} className={classes.panel}>
        {children}
      </div>
    </>
  );
}
