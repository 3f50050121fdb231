import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import type { RehearsalStep } from '@/api/types';
import { texts } from '@/app/texts';
import classes from './Failures.module.css';

const t = texts.rehearsal;

/** What is wrong, before anything else: each with the place that mends it. */
export function Failures({ steps, onShow }: { steps: RehearsalStep[]; onShow: (number: number) => void }) {
  const navigate = useNavigate();
  if (steps.length === 0) return null;
  return (
    <section className={classes.card} aria-labelledby="rehearsal-wrong">
      <h2 className={classes.title} id="rehearsal-wrong">
        <IconAlertTriangle size={16} stroke={1.5} aria-hidden="true" /> {t.wrong}
      </h2>
      <ul className={classes.list}>
        {steps.map((step) => (
          <li key={step.id} className={classes.one}>
            <div className={classes.words}>
              <span className={classes.problem}>{step.problem}</span>
              <span className={classes.where}>
                {step.number}. {step.title}
              </span>
            </div>
            <div className={classes.buttons}>
              <Button size="xs" onClick={() => onShow(step.number)}>
                {t.showStep}
                <span className="visually-hidden"> {step.title}</span>
              </Button>
              {step.mend ? (
                <Button size="xs" onClick={() => step.mend && navigate(step.mend.to)}>
                  {step.mend.label}
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
