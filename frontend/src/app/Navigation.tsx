import { Button } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { NavLink, useLocation } from 'react-router';
import classes from './Navigation.module.css';
import { texts } from './texts';
import { type Screen, useScreens } from './useScreens';

/** The way to every screen, in groups; behind a button where the window is narrow. What a feature that is off would show is not there. */
export function Navigation({ top }: { top: ReactNode }) {
  const groups = useScreens();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has gone somewhere wants to see it
  useEffect(() => setOpen(false), [pathname]);
  return (
    <nav className={classes.nav} aria-label={texts.navigation.label}>
      {top}
      <div className={classes.fold}>
        <Button
          size="xs"
          fullWidth
          aria-expanded={open}
          aria-controls="screens"
          leftSection={<IconMenu2 size={15} stroke={1.5} aria-hidden="true" />}
          onClick={() => setOpen(!open)}
        >
          {texts.navigation.screens}
        </Button>
      </div>
      <div className={classes.groups} id="screens" data-open={open || undefined}>
        {groups.map(({ title, screens }) => (
          <div key={title ?? 'home'}>
            {title ? <p className={classes.group}>{title}</p> : null}
            {sectionsOf(screens).map((section) => (
              <div key={section.name ?? ''}>
                {section.name ? <p className={classes.section}>{section.name}</p> : null}
                <ul className={classes.items} aria-label={section.name ?? title}>
                  {section.screens.map(({ to, label, Icon }) => (
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
        ))}
      </div>
    </nav>
  );
}

/** The screens of a group by their sections, in order. */
function sectionsOf(screens: Screen[]): { name?: string; screens: Screen[] }[] {
  const sections: { name?: string; screens: Screen[] }[] = [];
  for (const screen of screens) {
    const last = sections.at(-1);
    if (last && last.name === screen.section) last.screens.push(screen);
    else sections.push({ name: screen.section, screens: [screen] });
  }
  return sections;
}
