import { Button } from '@mantine/core';
import { api } from '@/api';
import { openAddress } from '@/api/system';
import { sayDone, sayFault } from '@/components/notices';
import { StatusDot } from '@/components/StatusDot';
import classes from './ListenerCard.module.css';
import { texts } from './texts';
import { useChange } from './useChange';
import { useListener } from './useListener';

/** Whether partners can reach the portal, always in sight, with one click to open, start or stop it. */
export function ListenerCard() {
  const t = texts.listenerCard;
  const state = useListener().data;
  const start = useChange(() => api.listener.Start(), { onDone: (now) => now.running && sayDone(t.startedSaid) });
  const stop = useChange(() => api.listener.Stop(), { onDone: () => sayDone(t.stoppedSaid) });
  if (!state) return <section className={classes.card} aria-label={t.label} />;

  const { running, problem, publicAddress } = state;
  return (
    <section className={classes.card} aria-label={t.label}>
      <div className={classes.state} role="status">
        <StatusDot tone={running ? 'good' : problem ? 'bad' : 'quiet'}>
          {running ? t.open : problem ? t.failed : t.stopped}
        </StatusDot>
      </div>
      {problem && !running ? (
        <p className={`${classes.address} ${classes.reason}`}>{problem}</p>
      ) : (
        <p className={classes.address}>{running ? publicAddress.replace(/^https?:\/\//, '') : t.closed}</p>
      )}
      <div className={classes.buttons}>
        {running ? (
          <>
            <Button size="compact-sm" onClick={() => openAddress(publicAddress).catch(sayFault)}>
              {t.visit}
            </Button>
            <Button size="compact-sm" onClick={() => stop.mutate(undefined)} loading={stop.isPending}>
              {t.stop}
            </Button>
          </>
        ) : (
          <Button size="compact-sm" onClick={() => start.mutate(undefined)} loading={start.isPending}>
            {t.start}
          </Button>
        )}
      </div>
    </section>
  );
}
