import { Button, SegmentedControl } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '@/api';
import { keepCopied } from '@/api/system';
import type { HomeOverview, SetupStep } from '@/api/types';
import { texts } from '@/app/texts';
import { usePreference } from '@/app/usePreference';
import { CopyButton } from '@/components/CopyField';
import classes from './HomeScreen.module.css';

type Overview = Pick<HomeOverview, 'selfRegistration' | 'manual' | 'outsideSigners' | 'guessed'>;

const WAYS = ['self', 'manual', 'signers'];

/** The setup guide as a live checklist, in the way that partners are onboarded here; each step with the button that leads there. */
export function SetupGuide({ overview }: { overview: Overview }) {
  const t = texts.home;
  const [chosen, setWay] = usePreference('setup-way', overview.guessed);
  const way = WAYS.includes(chosen) ? chosen : 'self';
  const ways: Record<string, SetupStep[]> = { manual: overview.manual, signers: overview.outsideSigners };
  const steps = ways[way] ?? overview.selfRegistration;
  const needed = steps.filter(({ state }) => state !== 'not_needed');
  const done = needed.filter(({ state }) => state === 'done').length;
  const next = steps.findIndex(({ state }) => state === 'todo');
  const open = needed.some(({ state }) => state === 'todo');
  return (
    <section className={classes.card} aria-labelledby="guide-title">
      <div className={classes.head}>
        <div className={classes.headLine}>
          <h2 className={classes.cardTitle} id="guide-title">
            {t.guide}
          </h2>
          <span className={`${classes.aside} number`}>{t.done(done, needed.length)}</span>
        </div>
        <div
          className={classes.bar}
          role="progressbar"
          aria-labelledby="guide-title"
          aria-valuemin={0}
          aria-valuemax={needed.length}
          aria-valuenow={done}
        >
          <div className={classes.barDone} style={{ width: `${(100 * done) / Math.max(needed.length, 1)}%` }} />
        </div>
        <div className={classes.way}>
          <SegmentedControl
            size="xs"
            aria-label={t.way}
            value={way}
            onChange={setWay}
            data={WAYS.map((value) => ({ value, label: t.ways[value] ?? value }))}
          />
          <p className={classes.rowDetail}>
            {open ? t.waySentence[way] : way === 'signers' ? t.completeForSigners : t.complete}
          </p>
        </div>
      </div>
      <ol className={classes.rows}>
        {steps.map((step, index) => (
          <li
            key={step.title}
            className={classes.row}
            data-state={step.state}
            data-next={index === next || undefined}
            aria-current={index === next ? 'step' : undefined}
          >
            <span className={classes.mark} data-state={step.state}>
              <Mark state={step.state} number={index + 1} />
              <span className="visually-hidden">{t.stepState[step.state]}</span>
            </span>
            <div className={classes.words}>
              <h3 className={classes.rowTitle}>{step.title}</h3>
              <p className={classes.rowDetail} dir="auto">
                {step.detail}
              </p>
            </div>
            <StepButton step={step} isNext={index === next} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Mark({ state, number }: { state: string; number: number }) {
  if (state === 'done') return <IconCheck size={15} stroke={2} aria-hidden="true" />;
  if (state === 'not_needed') return <IconMinus size={15} stroke={1.5} aria-hidden="true" />;
  return <>{number}</>;
}

/** Leads to where the step is done. Where the registration link is there already, the button copies it. */
function StepButton({ step, isNext }: { step: SetupStep; isNext: boolean }) {
  const link = useQuery({
    queryKey: ['settings', 'portal'],
    queryFn: () => api.portalSettings.Get(),
    enabled: step.copies,
  }).data?.registrationLink;
  if (step.button === '') return null;
  if (step.copies && link) {
    return (
      <CopyButton
        value={link}
        what={texts.settings.portal.link}
        button={step.button}
        onCopy={async () => keepCopied(await api.portalSettings.CopyLink())}
      />
    );
  }
  return (
    <Button
      size="xs"
      component={Link}
      to={step.to}
      aria-label={`${step.button}: ${step.title}`}
      variant={isNext ? 'filled' : 'default'}
    >
      {step.button}
    </Button>
  );
}
