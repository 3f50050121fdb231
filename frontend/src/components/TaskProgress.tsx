import { Button, Progress } from '@mantine/core';
import { texts } from '@/app/texts';
import { ErrorNotice } from './ErrorNotice';
import classes from './TaskProgress.module.css';
import type { Task } from './useTask';

/** How far long work has come, with a way to stop it; what failed is said in its place. */
export function TaskProgress({ task, label }: { task: Task; label?: string }) {
  const { state } = task;
  if (!state) return null;
  if (state.state === 'failed') return <ErrorNotice error={state.fault} />;
  if (state.state === 'cancelled') return <p role="status">{texts.app.cancelled}</p>;
  if (state.state === 'done') return null;
  const { done, total } = state;
  const words = state.phase || label || state.label;
  const counts = total > 0 ? texts.app.progress(done, total) : done > 0 ? texts.app.soFar(done) : '';
  return (
    <div className={classes.task}>
      <p className={classes.words} role="status">
        {task.cancelling ? texts.app.cancelling : words}
      </p>
      <Progress.Root size="md">
        <Progress.Section
          value={total > 0 ? (100 * done) / total : 100}
          animated={total === 0}
          striped={total === 0}
          aria-label={words}
          aria-valuetext={counts || undefined}
        />
      </Progress.Root>
      <div className={classes.foot}>
        <span className="number">{counts}</span>
        <Button size="xs" onClick={task.cancel} disabled={task.cancelling}>
          {texts.app.cancel}
        </Button>
      </div>
    </div>
  );
}
