import { toFault } from '@/api/fault';
import { ErrorNotice } from '@/components/ErrorNotice';
import classes from './Shell.module.css';
import { useListener } from './useListener';

/** Says so over any screen when the program does not answer any more, or does not know this browser any more. */
export function LostNotice() {
  const { error, refetch } = useListener();
  if (!error) return null;
  const { code } = toFault(error);
  if (code !== 'unavailable' && code !== 'unauthenticated') return null;
  return (
    <div className={classes.lost}>
      <ErrorNotice error={error} onRetry={() => refetch()} />
    </div>
  );
}
