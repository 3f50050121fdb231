import { Button } from '@mantine/core';
import { api } from '@/api';
import type { AllotmentChange } from '@/api/types';
import { texts } from '@/app/texts';
import { ErrorNotice } from '@/components/ErrorNotice';
import { Waiting } from '@/components/Loaded';
import { Moment } from '@/components/Moment';
import { useList } from '@/components/useList';
import classes from './History.module.css';

const t = texts.allotments;

/** Who changed what of an allotment, and why; newest first. */
export function AllotmentHistory({ id }: { id: number }) {
  const list = useList(['allotments', 'history', id], async (after) => ({
    ...(await api.allotments.History(id, after)),
    count: -1,
  }));
  return (
    <section className={classes.history} aria-label={t.history}>
      <h3 className={classes.title}>{t.history}</h3>
      {list.error ? <ErrorNotice error={list.error} onRetry={list.retry} /> : null}
      {list.waiting ? <Waiting lines={3} /> : null}
      <ol className={classes.lines}>
        {list.rows.map((change) => (
          <Line key={change.id} change={change} />
        ))}
      </ol>
      {list.more ? (
        <Button size="xs" onClick={list.loadMore} loading={list.loadingMore}>
          {texts.app.loadMore}
        </Button>
      ) : null}
    </section>
  );
}

function Line({ change }: { change: AllotmentChange }) {
  const said = change.kind === 'warn' ? t.under(change.amount) : change.amount === 0 ? '' : t.signed(change.amount);
  return (
    <li className={classes.line}>
      <span>
        {t.kinds[change.kind] ?? change.kind} <span dir="auto">{change.other}</span>
      </span>
      <span className={`${classes.amount} number`}>{said}</span>
      <span className={classes.soft}>
        <Moment at={change.at} /> · <span dir="auto">{change.who}</span>
      </span>
      <span className={`${classes.soft} ${classes.amount} number`}>{t.allocatedThen(change.allocated)}</span>
      {change.reason ? (
        <span className={classes.reason} dir="auto">
          {change.reason}
        </span>
      ) : null}
    </li>
  );
}
