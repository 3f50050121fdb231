import { Button } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { ReadinessStep } from '@/api/types';
import { texts } from '@/app/texts';
import classes from './Checklist.module.css';

const t = texts.signers;
const MARKS = { done: IconCircleCheck, todo: IconAlertCircle } as Record<string, typeof IconCircleCheck>;

interface ChecklistProps {
  label: string;
  steps: ReadinessStep[];
  /** Where its buttons come back to: "signers". */
  from?: string;
  onLetter?: () => void;
}

/** What a signer still lacks, each with the button that mends it (SGN-4). */
export function Checklist({ label, steps, from, onLetter }: ChecklistProps) {
  return (
    <ul className={classes.list} aria-label={label}>
      {steps.map((step) => {
        const Mark = MARKS[step.state] ?? IconCircleDashed;
        return (
          <li key={step.title} className={classes.step}>
            <Mark size={18} stroke={1.5} className={classes.mark} data-state={step.state} aria-hidden="true" />
            <span className={classes.words}>
              <span className={classes.title}>
                {step.title}
                <span className="visually-hidden">: {t.states[step.state]}</span>
              </span>
              <span className={classes.detail} dir="auto">
                {step.detail}
              </span>
            </span>
            <Mend step={step} from={from} onLetter={onLetter} />
          </li>
        );
      })}
    </ul>
  );
}

function Mend({ step, from, onLetter }: { step: ReadinessStep } & Pick<ChecklistProps, 'from' | 'onLetter'>) {
  if (!step.button) return null;
  if (!step.to) {
    return (
      <Button size="xs" onClick={onLetter}>
        {step.button}
      </Button>
    );
  }
  const to = from && step.to.startsWith('/users/') ? `${step.to}&from=${from}` : step.to;
  return (
    <Button size="xs" component={Link} to={to}>
      {step.button}
    </Button>
  );
}
