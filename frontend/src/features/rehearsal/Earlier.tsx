import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '@/api';
import { exact } from '@/app/format';
import { texts } from '@/app/texts';
import { StatusDot } from '@/components/StatusDot';
import classes from './Earlier.module.css';

const t = texts.rehearsal;

/** The rehearsals that were played to the end, newest first. */
export function Earlier({ chosen }: { chosen: number }) {
  const list = useInfiniteQuery({
    queryKey: ['rehearsal', 'list'],
    queryFn: ({ pageParam }) => api.rehearsals.List(pageParam),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next || undefined,
  });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section aria-labelledby="rehearsal-earlier">
      <h2 className={classes.title} id="rehearsal-earlier">
        {t.earlier}
      </h2>
      {list.isSuccess && rows.length === 0 ? <p className={classes.none}>{t.earlierNone}</p> : null}
      {rows.length > 0 ? (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t.when}</th>
              <th scope="col">{t.outcome}</th>
              <th scope="col">{t.took}</th>
              <th scope="col">{t.by}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} data-current={row.id === chosen || undefined}>
                <td>
                  <Link to={`/rehearsal?report=${row.id}`} aria-label={t.open(exact(row.startedAt))}>
                    {exact(row.startedAt)}
                  </Link>
                </td>
                <td>
                  <StatusDot tone={row.outcome === 'passed' ? 'good' : 'bad'}>
                    {row.outcome === 'passed' ? t.passed(row.passed) : t.failed(row.failed, row.steps)}
                  </StatusDot>
                </td>
                <td>{t.seconds(row.durationMs)}</td>
                <td>{row.by}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {list.hasNextPage ? (
        <Button size="xs" onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {t.more}
        </Button>
      ) : null}
    </section>
  );
}
