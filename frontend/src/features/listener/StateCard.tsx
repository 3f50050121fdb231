import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { api } from '@/api';
import { openAddress } from '@/api/system';
import type { ListenerState } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { Moment } from '@/components/Moment';
import { sayDone, sayFault } from '@/components/notices';
import { Facts } from '@/components/SidePanel';
import { StatusDot } from '@/components/StatusDot';
import classes from './StateCard.module.css';

const t = texts.listener;

/** What the listener does now, and the switch. */
export function StateCard({ state }: { state: ListenerState }) {
  const start = useChange(() => api.listener.Start(), {
    onDone: (now) => now.running && sayDone(texts.listenerCard.startedSaid),
  });
  const stop = useChange(() => api.listener.Stop(), { onDone: () => sayDone(texts.listenerCard.stoppedSaid) });
  const { running, problem, warning, lastAnswer } = state;

  const rows: [string, React.ReactNode][] = [];
  if (running) {
    rows.push([t.since, <Moment key="since" at={state.since} />], [t.listensOn, state.listensOn]);
    rows.push([
      t.lastAnswered,
      lastAnswer ? (
        <span key="last">
          {lastAnswer}, <Moment at={state.lastAnswerAt} />
        </span>
      ) : (
        t.nothingYet
      ),
    ]);
  }
  rows.push([t.publicAddress, state.publicAddress]);

  return (
    <section className={classes.card} aria-labelledby="listener-state">
      <div className={classes.head}>
        <h2 className={classes.title} id="listener-state">
          <StatusDot tone={running ? 'good' : problem ? 'bad' : 'quiet'}>
            {running ? t.running : problem ? t.failed : t.stopped}
          </StatusDot>
        </h2>
        <Group gap={8}>
          {running ? (
            <>
              <Button size="xs" onClick={() => openAddress(state.publicAddress).catch(sayFault)}>
                {t.open}
              </Button>
              <Button size="xs" onClick={() => stop.mutate(undefined)} loading={stop.isPending}>
                {t.stop}
              </Button>
            </>
          ) : (
            <Button size="xs" variant="filled" onClick={() => start.mutate(undefined)} loading={start.isPending}>
              {t.start}
            </Button>
          )}
        </Group>
      </div>
      <Facts rows={rows} />
      {problem ? (
        <Alert role="alert" color="bad" icon={<IconAlertTriangle stroke={1.5} />} className={classes.problem}>
          {problem}
        </Alert>
      ) : null}
      {warning ? (
        <Alert color="gray" icon={<IconAlertTriangle stroke={1.5} />} className={classes.warning}>
          {warning}
        </Alert>
      ) : null}
    </section>
  );
}
