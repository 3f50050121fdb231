import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import { useList } from '@/components/useList';
import type { ListState } from '@/components/useListState';

const PAGE = 60;
const EVERY = 15_000;

/** What the list's address asks for. */
export const responsesQuery = ({ search, chosen, sort }: ListState) => ({
  search,
  organizationId: Number(chosen.organization ?? 0),
  assessmentId: Number(chosen.assessment ?? 0),
  cohortId: Number(chosen.cohort ?? 0),
  state: chosen.state ?? '',
  sort: `${sort.descending ? '-' : ''}${sort.column}`,
  limit: PAGE,
});

/** The list for what is searched, filtered and sorted; partners and respondents change it while it is looked at. */
export function useResponses(state: ListState) {
  const query = responsesQuery(state);
  return useList(['responses', 'list', query], (after) => api.responses.List({ ...query, after }), EVERY);
}

export const useResponse = (id: number) =>
  useQuery({ queryKey: ['responses', 'one', id], queryFn: () => api.responses.Get(id) });

/** The day some days from now, as a date field writes it. */
export const dayAhead = (days: number): string => new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE');
