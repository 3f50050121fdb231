import { useEffect } from 'react';
import { Outlet, useLocation } from 'react-router';
import { Brand } from './Brand';
import { ListenerCard } from './ListenerCard';
import { LostNotice } from './LostNotice';
import { Navigation } from './Navigation';
import { Palette } from './palette/Palette';
import { PaletteButton } from './palette/PaletteButton';
import { SampleStrip } from './SampleStrip';
import { SchemeSwitch } from './SchemeSwitch';
import classes from './Shell.module.css';
import { texts } from './texts';

/** What stands around every screen: the navigation at the left with the portal's state at its foot. */
export function Shell() {
  const { pathname } = useLocation();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place starts at its top, and keeps the keyboard inside
  useEffect(() => {
    const main = document.getElementById('main');
    main?.scrollTo({ top: 0 });
    if (document.activeElement === document.body) main?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <div className={classes.shell}>
      <button type="button" className={classes.skip} onClick={() => document.getElementById('main')?.focus()}>
        {texts.app.skip}
      </button>
      <div className={classes.side}>
        <Navigation
          top={
            <>
              <div className={classes.top}>
                <Brand />
                <SchemeSwitch />
              </div>
              <PaletteButton />
            </>
          }
        />
        <ListenerCard />
      </div>
      <main id="main" tabIndex={-1} className={classes.main}>
        <SampleStrip />
        <LostNotice />
        <Outlet />
      </main>
      <Palette />
    </div>
  );
}
