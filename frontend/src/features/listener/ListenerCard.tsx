import { Button } from '@mantine/core';
import { api } from '@/api';
import { openAddress } from '@/api/system';
import type { ListenerState } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { Moment } from '@/components/Moment';
import { sayDone, sayFault } from '@/components/notices';
import { StateCard } from '@/components/StateCard';

const t = texts.listener;

/** What the listener does now, and the switch. */
export function ListenerCard({ state }: { state: ListenerState }) {
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
    <StateCard
      tone={running ? 'good' : problem ? 'bad' : 'quiet'}
      state={running ? t.running : problem ? t.failed : t.stopped}
      rows={rows}
      problem={problem}
      warning={warning}
      actions={
        running ? (
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
        )
      }
    />
  );
}
