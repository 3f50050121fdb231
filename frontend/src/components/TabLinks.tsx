import { NavLink } from 'react-router';
import classes from './TabLinks.module.css';

export interface TabLink {
  to: string;
  label: string;
}

/** Tabs that are places of their own: each has an address. */
export function TabLinks({ label, tabs }: { label: string; tabs: TabLink[] }) {
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map((tab) => (
        <NavLink key={tab.to} to={tab.to} className={classes.tab}>
          {tab.label}
        </NavLink>
      ))}
    </nav>
  );
}
