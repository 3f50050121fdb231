import type { ReactNode } from 'react';
import { finishSaving } from '@/api/system';
import type { TaskState } from '@/api/types';
import { texts } from '@/app/texts';
import { sayDone, sayFault } from './notices';
import { TaskDialog } from './TaskDialog';
import { useTask } from './useTask';

/** Work of the program that ends in a file: progress in a dialog while it is written, then where it went. */
export function useSaveTask(title: string): { save: (begin: () => Promise<TaskState>) => void; dialog: ReactNode } {
  const task = useTask(({ state, file }) => {
    if (state === 'failed') return;
    task.forget();
    if (state !== 'done') return;
    const where = finishSaving(file);
    if (where) sayDone(texts.app.savedTo(where));
  });
  return {
    save: (begin) => {
      task.start(begin).catch(sayFault);
    },
    dialog: <TaskDialog task={task} title={title} />,
  };
}
