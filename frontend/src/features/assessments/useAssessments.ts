import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import type { AssessmentRow } from '@/api/types';
import type { List } from '@/components/useList';
import type { Sort } from '@/components/useListState';

/** All assessments that have the words, in the wished order; there are few, so they come at once. */
export function useAssessments(search: string, sort: Sort): List<AssessmentRow> {
  const query = useQuery({
    queryKey: ['assessments', 'list', search],
    queryFn: () => api.assessments.List(search),
    placeholderData: keepPreviousData,
  });
  const rows = [...(query.data ?? [])].sort((a, b) => compare(a, b, sort.column));
  if (sort.descending) rows.reverse();
  return {
    rows,
    count: query.data?.length,
    waiting: query.isPending,
    error: query.data ? undefined : query.error,
    more: false,
    loadingMore: false,
    loadMore: () => undefined,
    retry: () => query.refetch(),
  };
}

function compare(a: AssessmentRow, b: AssessmentRow, column: string): number {
  if (column === 'updated') return a.updatedAt.localeCompare(b.updatedAt);
  if (column === 'responses') return a.responses - b.responses;
  return a.name.localeCompare(b.name);
}

export const useAssessment = (id: number) =>
  useQuery({ queryKey: ['assessments', 'one', id], queryFn: () => api.assessments.Get(id) });
