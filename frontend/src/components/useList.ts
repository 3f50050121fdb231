import { keepPreviousData, type QueryKey, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

/** One stretch of a list, as every list of the program answers. */
export interface Stretch<Row> {
  items: Row[];
  /** Where the next stretch begins; '' at the end. */
  next: string;
  /** Rows that match in all; counted up to 10,001. -1 when counting would have kept the rows waiting. */
  count: number;
}

export interface List<Row> {
  rows: Row[];
  count: number | undefined;
  /** Nothing has arrived yet. */
  waiting: boolean;
  error: unknown;
  more: boolean;
  loadingMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

/**
 * Loads a list stretch by stretch; while a new search runs, the rows of the last one stay. Where rows come without
 * anybody here doing anything, `every` says after how many milliseconds it is loaded anew. `countAll` counts what a
 * stretch has not counted.
 */
export function useList<Row>(
  key: QueryKey,
  load: (cursor: string) => Promise<Stretch<Row>>,
  every?: number,
  countAll?: () => Promise<number>,
): List<Row> {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: '',
    getNextPageParam: (last: Stretch<Row>) => last.next || undefined,
    placeholderData: keepPreviousData,
    refetchInterval: every,
  });
  const known = query.data?.pages[0]?.count;
  const counted = useQuery({
    queryKey: [...key, 'count'],
    queryFn: () => countAll?.() ?? 0,
    enabled: countAll !== undefined && known !== undefined && known < 0 && !query.isPlaceholderData,
  }).data;
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  return {
    rows,
    count: known !== undefined && known < 0 ? counted : known,
    waiting: query.isPending,
    error: query.data ? undefined : query.error,
    more: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) query.fetchNextPage();
    },
    retry: () => query.refetch(),
  };
}
