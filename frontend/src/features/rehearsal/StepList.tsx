import { Progress } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconMinus } from '@tabler/icons-react';
import { clsx } from 'clsx';
import { type KeyboardEvent, useRef } from 'react';
import type { RehearsalReport, RehearsalStep } from '@/api/types';
import { texts } from '@/app/texts';
import classes from './StepList.module.css';

const t = texts.rehearsal;

interface StepListProps {
  report: RehearsalReport;
  playing: boolean;
  chosen: number;
  onChoose: (number: number) => void;
}

/** The steps in their order, each as it stands. The arrow keys move through them. */
export function StepList({ report, playing, chosen, onChoose }: StepListProps) {
  const list = useRef<HTMLDivElement>(null);
  const { steps } = report;
  const parts = ['partner', 'signer'].filter((part) => steps.some((step) => step.part === part));
  const done = steps.filter(({ state }) => state !== 'waiting' && state !== 'running').length;

  const move = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const next = buttons[Math.max(0, Math.min(buttons.length - 1, at + by))];
    next?.focus();
    next?.click();
  };

  return (
    <section className={classes.card} aria-label={t.steps}>
      <div className={classes.head}>
        <h2 className={classes.count}>{playing ? t.stepsDone(done, steps.length) : <Outcome report={report} />}</h2>
        <span className={classes.time}>{t.seconds(report.durationMs)}</span>
        <Progress
          className={classes.bar}
          size={6}
          value={steps.length ? (100 * done) / steps.length : 0}
          color={report.failed > 0 || steps.some(({ state }) => state === 'failed') ? 'bad' : 'act'}
          aria-label={t.progress}
        />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys only move between the buttons inside */}
      <div ref={list} onKeyDown={move}>
        {parts.map((part) => (
          <PartOfSteps
            key={part}
            title={parts.length > 1 ? t.parts[part] : undefined}
            steps={steps.filter((step) => step.part === part)}
            chosen={chosen}
            onChoose={onChoose}
          />
        ))}
      </div>
    </section>
  );
}

interface PartOfStepsProps {
  title: string | undefined;
  steps: RehearsalStep[];
  chosen: number;
  onChoose: (number: number) => void;
}

/** The steps of a partner, or of a signer; with a title where there are both. */
function PartOfSteps({ title, steps, chosen, onChoose }: PartOfStepsProps) {
  return (
    <>
      {title ? (
        <h3 className={classes.part}>
          {title}
          <span className={classes.partCount}>{outcomeOf(steps)}</span>
        </h3>
      ) : null}
      <ol className={classes.steps} aria-label={title}>
        {steps.map((step) => (
          <li key={step.id}>
            <button
              type="button"
              className={classes.step}
              data-state={step.state}
              aria-current={step.number === chosen ? 'step' : undefined}
              onClick={() => onChoose(step.number)}
            >
              <Mark step={step} />
              <span className={classes.words}>
                <span className={classes.title}>{step.title}</span>
                <span className={classes.summary}>
                  <span className="visually-hidden">{t.state[step.state]}. </span>
                  {summaryOf(step)}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

function outcomeOf(steps: RehearsalStep[]): string {
  const count = (state: string) => steps.filter((step) => step.state === state).length;
  if (count('failed') > 0) return t.partFailed(count('failed'));
  return count('passed') > 0 ? t.partPassed(count('passed')) : '';
}

function summaryOf(step: RehearsalStep): string {
  if (step.state === 'running') return t.running;
  return `${t.why[step.state] ?? ''}${step.summary}`;
}

function Outcome({ report }: { report: RehearsalReport }) {
  if (report.outcome === 'failed') {
    return <span className={classes.bad}>{t.failed(report.failed, report.steps.length)}</span>;
  }
  return <span className={classes.good}>{t.passed(report.passed)}</span>;
}

function Mark({ step }: { step: RehearsalStep }) {
  const size = { size: 14, stroke: 2, 'aria-hidden': true } as const;
  return (
    <span className={clsx(classes.mark)} data-state={step.state} aria-hidden="true">
      {step.state === 'passed' ? <IconCheck {...size} /> : null}
      {step.state === 'failed' ? <IconAlertTriangle {...size} /> : null}
      {step.state === 'not_needed' || step.state === 'not_reached' ? <IconMinus {...size} /> : null}
      {step.state === 'waiting' || step.state === 'running' ? step.number : null}
    </span>
  );
}
