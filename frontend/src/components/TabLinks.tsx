import { NavLink } from 'react-router';
import classes from './TabLinks.module.css';

export interface TabLink {
  to: string;
  label: string;
  /** Other tabs' addresses begin with its own. */
  exact?: boolean;
}

/** Tabs that are places of their own: each has an address. */
export function TabLinks({ label, tabs }: { label: string; tabs: TabLink[] }) {
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map((tab) => (
        <NavLink key={tab.to} to={tab.to} end={tab.exact} className={classes.tab}>
          {tab.label}
        </NavLink>
      ))}
    </nav>
  );
}
