import { useEffect, useRef } from 'react';
import { useBlocker } from 'react-router';
import { setUnsaved } from '@/api/system';
import { texts } from '@/app/texts';
import { ConfirmDialog } from './ConfirmButton';

/** Asks before what was typed is lost: on another screen, on reloading, and when the window is closed; `unless` it is being saved. */
export function LeaveGuard({ when, unless = false }: { when: boolean; unless?: boolean }) {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    return when && !unless && currentLocation.pathname !== nextLocation.pathname;
  });

  const leaving = useRef(false);
  leaving.current = false;

  useEffect(() => {
    if (!when) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    setUnsaved(true);
    return () => {
      window.removeEventListener('beforeunload', hold);
      setUnsaved(false);
    };
  }, [when]);

  return (
    <ConfirmDialog
      opened={blocker.state === 'blocked'}
      onClose={() => leaving.current || blocker.reset?.()}
      title={texts.app.unsavedTitle}
      sentence={texts.app.unsavedSentence}
      confirm={texts.app.leave}
      danger
      onConfirm={async () => {
        leaving.current = true;
        blocker.proceed?.();
      }}
    />
  );
}
