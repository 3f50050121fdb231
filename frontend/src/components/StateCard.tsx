import { Alert, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useId } from 'react';
import { Facts } from '@/components/SidePanel';
import { StatusDot } from '@/components/StatusDot';
import classes from './StateCard.module.css';

interface StateCardProps {
  tone: 'good' | 'bad' | 'quiet';
  /** What state it is in, in a word or two. */
  state: string;
  actions: React.ReactNode;
  rows: [string, React.ReactNode][];
  /** Why it does not work; empty where it does. */
  problem?: string;
  /** What is worth knowing though it works. */
  warning?: string;
}

/** How a part of the program is at this moment, with what can be done about it. */
export function StateCard({ tone, state, actions, rows, problem, warning }: StateCardProps) {
  const id = useId();
  return (
    <section className={classes.card} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 className={classes.title} id={id}>
          <StatusDot tone={tone}>{state}</StatusDot>
        </h2>
        <Group gap={8}>{actions}</Group>
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
