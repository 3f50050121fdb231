import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { SetupStep } from '@/api/types';
import { texts } from '@/app/texts';
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
            {step.button ? (
              <Button
                size="xs"
                component={Link}
                to={step.to}
                aria-label={`${step.button}: ${step.title}`}
                variant={step.number === next ? 'filled' : 'default'}
              >
                {step.button}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
