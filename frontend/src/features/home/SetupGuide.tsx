import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '@/api';
import { keepCopied } from '@/api/system';
import type { SetupStep } from '@/api/types';
import { texts } from '@/app/texts';
import { CopyButton } from '@/components/CopyField';
import classes from './HomeScreen.module.css';

/** The guide's eight steps as a live checklist, each with the button that leads there. */
export function SetupGuide({ steps, done }: { steps: SetupStep[]; done: number }) {
  const next = steps.find(({ state }) => state === 'todo')?.number;
  return (
    <section className={classes.card} aria-labelledby="guide-title">
      <div className={classes.head}>
        <div className={classes.headLine}>
          <h2 className={classes.cardTitle} id="guide-title">
            {texts.home.guide}
          </h2>
          <span className={`${classes.aside} number`}>{texts.home.done(done, steps.length)}</span>
        </div>
        <div
          className={classes.bar}
          role="progressbar"
          aria-labelledby="guide-title"
          aria-valuemin={0}
          aria-valuemax={steps.length}
          aria-valuenow={done}
        >
          <div className={classes.barDone} style={{ width: `${(100 * done) / Math.max(steps.length, 1)}%` }} />
        </div>
      </div>
      <ol className={classes.rows}>
        {steps.map((step) => (
          <li key={step.number} className={classes.row} data-next={step.number === next || undefined}>
            <span className={classes.mark} data-state={step.state}>
              {step.state === 'done' ? <IconCheck size={15} stroke={2} aria-hidden="true" /> : step.number}
              <span className="visually-hidden">{texts.home.stepState[step.state]}</span>
            </span>
            <div className={classes.words}>
              <h3 className={classes.rowTitle}>{step.title}</h3>
              <p className={classes.rowDetail}>{step.detail}</p>
            </div>
            <StepButton step={step} isNext={step.number === next} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Leads to where the step is done. Where the registration link is there already, Copy URL copies it. */
function StepButton({ step, isNext }: { step: SetupStep; isNext: boolean }) {
  const copies = step.button === texts.settings.portal.copyUrl;
  const link = useQuery({
    queryKey: ['settings', 'portal'],
    queryFn: () => api.portalSettings.Get(),
    enabled: copies && step.state === 'done',
  }).data?.registrationLink;
  if (step.button === '') return null;
  if (copies && link) {
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
