import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import type { AllotmentRow } from '@/api/types';
import { type List, useList } from '@/components/useList';
import type { ListState } from '@/components/useListState';

const PAGE = 60;
const EVERY = 15_000;

/** What the list's address asks for. */
export const allotmentsQuery = ({ search, chosen, sort }: ListState) => ({
  search,
  organizationId: Number(chosen.organization ?? 0),
  assessmentId: Number(chosen.assessment ?? 0),
  state: chosen.state ?? '',
  sort: `${sort.descending ? '-' : ''}${sort.column}`,
  limit: PAGE,
});

/** The allotments for what is searched, filtered and sorted; draws come in by themselves. */
export function useAllotments(state: ListState): List<AllotmentRow> {
  const query = allotmentsQuery(state);
  return useList(
    ['allotments', 'list', query],
    (after) => api.allotments.List({ ...query, after }),
    EVERY,
    () => api.allotments.Count({ ...query, after: '' }),
  );
}

export const useAllotment = (id: number) =>
  useQuery({ queryKey: ['allotments', 'one', id], queryFn: () => api.allotments.Get(id) });

/** Organizations below that can be given some of an allotment, for the words typed so far. */
export const useReceivers = (id: number, search: string) =>
  useQuery({
    queryKey: ['allotments', 'receivers', id, search],
    queryFn: () => api.allotments.Receivers(id, search),
    placeholderData: keepPreviousData,
  });
