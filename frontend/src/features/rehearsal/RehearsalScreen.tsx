import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api } from '@/api';
import type { RehearsalReport, RehearsalState } from '@/api/types';
import { exact } from '@/app/format';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ErrorNotice } from '@/components/ErrorNotice';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { Earlier } from './Earlier';
import { ExportMenu } from './ExportMenu';
import { Failures } from './Failures';
import classes from './RehearsalScreen.module.css';
import { SandboxCard } from './SandboxCard';
import { StartCard } from './StartCard';
import { StepDetail } from './StepDetail';
import { StepList } from './StepList';
import { useRehearsal } from './useRehearsal';

const t = texts.rehearsal;

/** System › Rehearsal: one button plays the whole flow on a copy of the site. */
export function RehearsalScreen() {
  const [search] = useSearchParams();
  const earlier = Number(search.get('report') ?? 0);
  const query = useRehearsal();
  const state = query.data;
  return (
    <Page title={t.title} sentence={t.sentence} action={state ? <Actions state={state} earlier={earlier} /> : null}>
      <Loaded query={query}>{(now) => <Content state={now} earlier={earlier} />}</Loaded>
      <Earlier chosen={earlier} />
    </Page>
  );
}

function Actions({ state, earlier }: { state: RehearsalState; earlier: number }) {
  const [, setSearch] = useSearchParams();
  const start = useChange(() => api.rehearsals.Start(state.keep), { onDone: () => setSearch({}) });
  const cancel = useChange(() => api.rehearsals.Cancel(), { onDone: () => sayDone(t.cancelled) });
  const playing = state.stage === 'playing';
  const report = earlier || state.report.id;
  return (
    <div className={classes.actions}>
      {report && !playing ? <ExportMenu id={report} /> : null}
      {playing ? (
        <Button onClick={() => cancel.mutate(undefined)} loading={cancel.isPending}>
          {t.cancel}
        </Button>
      ) : (
        <Button variant="filled" onClick={() => start.mutate(undefined)} loading={start.isPending}>
          {state.stage === 'idle' ? t.run : t.again}
        </Button>
      )}
    </div>
  );
}

function Content({ state, earlier }: { state: RehearsalState; earlier: number }) {
  const keep = useChange((on: boolean) => api.rehearsals.Keep(on));
  // What was ticked shows at once: the change itself is told a moment later, and the box would flash back.
  const [ticked, setTicked] = useState<boolean>();
  const past = useQuery({
    queryKey: ['rehearsal', 'report', earlier],
    queryFn: () => api.rehearsals.Find(earlier),
    enabled: earlier > 0,
  });
  if (earlier > 0) {
    return (
      <Loaded query={past}>
        {(report) => (
          <>
            <p className={classes.which}>
              {t.reportOf(exact(report.startedAt))} · <Link to="/rehearsal">{t.back}</Link>
            </p>
            <Played report={report} playing={false} id={report.id} />
          </>
        )}
      </Loaded>
    );
  }
  const { stage, sandbox } = state;
  return (
    <>
      <Checkbox
        label={t.keep}
        description={t.keepHelp}
        checked={ticked ?? state.keep}
        onChange={(event) => {
          const on = event.currentTarget.checked;
          setTicked(on);
          keep.mutate(on, { onSettled: () => setTicked(undefined) });
        }}
      />
      {state.fault ? <ErrorNotice error={state.fault} /> : null}
      {sandbox ? <SandboxCard sandbox={sandbox} /> : null}
      {stage === 'idle' || stage === 'cancelled' || state.report.steps.length === 0 ? <StartCard /> : null}
      {(stage === 'playing' || stage === 'ended' || stage === 'broken') && state.report.steps.length > 0 ? (
        <Played report={state.report} playing={stage === 'playing'} id={0} />
      ) : null}
    </>
  );
}

/** The steps at the left, the chosen one at the right; while it is played, the one that runs is chosen. */
function Played({ report, playing, id }: { report: RehearsalReport; playing: boolean; id: number }) {
  const [chosen, setChosen] = useState<{ run: string; number: number }>();
  const { steps } = report;
  const failed = steps.filter(({ state }) => state === 'failed');
  const running = steps.find(({ state }) => state === 'running');
  const withPage = steps.filter(({ hasPage }) => hasPage);
  const followed =
    running ?? failed[0] ?? withPage.find(({ id: name }) => name === 'report') ?? withPage.at(-1) ?? steps[0];
  const number = chosen?.run === report.startedAt ? chosen.number : (followed?.number ?? 1);
  const step = steps.find((one) => one.number === number);
  const choose = (next: number) => setChosen({ run: report.startedAt, number: next });
  return (
    <>
      {playing ? null : <Failures steps={failed} onShow={choose} />}
      <Announced report={report} playing={playing} />
      <div className={classes.columns}>
        <StepList report={report} playing={playing} chosen={number} onChoose={choose} />
        {step ? <StepDetail step={step} report={id} run={report.startedAt} /> : null}
      </div>
    </>
  );
}

/** Says each step that ends to a screen reader, and at last the outcome. */
function Announced({ report, playing }: { report: RehearsalReport; playing: boolean }) {
  const done = report.steps.filter(({ state }) => state !== 'waiting' && state !== 'running');
  const last = done.at(-1);
  const wasPlaying = useRef(playing);
  useEffect(() => {
    if (playing) wasPlaying.current = true;
  }, [playing]);
  if (!wasPlaying.current && !playing) return <div role="status" className="visually-hidden" />;
  const outcome = report.failed > 0 ? t.failed(report.failed, report.steps.length) : t.passed(report.passed);
  const words = playing ? (last ? t.said(last.title, t.state[last.state] ?? '') : '') : t.saidEnd(outcome);
  return (
    <div role="status" className="visually-hidden">
      {words}
    </div>
  );
}
