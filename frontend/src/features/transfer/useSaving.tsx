import { finishSaving } from '@/api/system';
import type { TaskState } from '@/api/types';
import { texts } from '@/app/texts';
import { sayDone, sayFault } from '@/components/notices';
import { TaskDialog } from '@/components/TaskDialog';
import { useTask } from '@/components/useTask';

const t = texts.transfer;

/** Writes a file: progress while it is written, then where it went. */
export function useSaving() {
  const task = useTask(({ state, file }) => {
    if (state !== 'done') return;
    const where = finishSaving(file);
    if (where) sayDone(t.savedTo(where));
    task.forget();
  });
  const save = (begin: () => Promise<TaskState>) => task.start(begin).catch(sayFault);
  const dialog = task.state && task.state.state !== 'cancelled' ? <TaskDialog task={task} title={t.exporting} /> : null;
  return { save, dialog };
}
