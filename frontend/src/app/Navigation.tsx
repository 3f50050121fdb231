import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import classes from './Navigation.module.css';
import { texts } from './texts';
import { useScreens } from './useScreens';

/** The way to every screen, in groups. What a feature that is off would show is not there. */
export function Navigation({ top }: { top: ReactNode }) {
  const groups = useScreens();
  return (
    <nav className={classes.nav} aria-label={texts.navigation.label}>
      {top}
      <div className={classes.groups}>
        {groups.map(({ title, screens }) => (
          <div key={title ?? 'home'}>
            {title ? <p className={classes.group}>{title}</p> : null}
            <ul className={classes.items} aria-label={title}>
              {screens.map(({ to, label, Icon }) => (
                <li key={to}>
                  <NavLink to={to} end={to === '/'} className={classes.item}>
                    <Icon size={16} stroke={1.5} aria-hidden="true" />
                    <span className={classes.label}>{label}</span>
                  </NavLink>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </nav>
  );
}
