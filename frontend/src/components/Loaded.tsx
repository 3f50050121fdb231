import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { texts } from '@/app/texts';
import { ErrorNotice } from './ErrorNotice';
import classes from './Loaded.module.css';

interface LoadedProps<Data> {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}

/** The one way to wait for data: a skeleton once it takes a moment, the error with a retry, or the content. */
export function Loaded<Data>({ query, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => query.refetch()} />;
  return <Waiting />;
}

/** Grey lines in the place of what is coming, after 300 ms. */
export function Waiting({ lines = 5 }: { lines?: number }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setShown(true), 300);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-label={texts.app.loading} className={classes.waiting}>
      {shown
        ? Array.from({ length: lines }, (_, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: identical grey lines have no other name
            <Skeleton key={line} height={16} width={`${90 - ((line * 17) % 45)}%`} />
          ))
        : null}
    </div>
  );
}
