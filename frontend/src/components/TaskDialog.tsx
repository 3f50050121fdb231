import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '@/app/texts';
import { TaskProgress } from './TaskProgress';
import classes from './TaskProgress.module.css';
import type { Task } from './useTask';

interface TaskDialogProps {
  task: Task;
  title: string;
  /** What is said when it is done. */
  summary?: ReactNode;
}

/** Long work in a dialog: progress while it runs, then what came of it. It can't be closed while it runs, only cancelled. */
export function TaskDialog({ task, title, summary }: TaskDialogProps) {
  const { state, running } = task;
  return (
    <Modal
      opened={state !== undefined}
      onClose={running ? () => undefined : task.forget}
      withCloseButton={!running}
      closeOnEscape={!running}
      closeOnClickOutside={false}
      title={title}
      size={460}
      closeButtonProps={{ 'aria-label': texts.app.close }}
    >
      <div className={classes.task}>
        <TaskProgress task={task} />
        {state?.state === 'done' ? <div role="status">{summary}</div> : null}
        {running ? null : (
          <div className={classes.end}>
            <Button variant="filled" onClick={task.forget} data-autofocus>
              {texts.app.close}
            </Button>
          </div>
        )}
      </div>
    </Modal>
  );
}
