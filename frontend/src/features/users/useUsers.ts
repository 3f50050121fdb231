import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import type { UserRow } from '@/api/types';
import { type List, useList } from '@/components/useList';
import type { ListState } from '@/components/useListState';

const PAGE = 60;

/** What the list's address asks for. */
export const usersQuery = ({ search, chosen, sort }: ListState) => ({
  search,
  type: chosen.type ?? '',
  status: chosen.status ?? '',
  organizationId: Number(chosen.organization ?? 0),
  withBelow: chosen.below !== 'no',
  affiliated: false,
  assessmentId: Number(chosen.assessment ?? 0),
  accountRoleId: Number(chosen.role ?? 0),
  sort: `${sort.descending ? '-' : ''}${sort.column}`,
  limit: PAGE,
});

/** The list of users for what is searched, filtered and sorted. */
export function useUsers(state: ListState): List<UserRow> {
  const query = usersQuery(state);
  return useList(
    ['users', 'list', query],
    (after) => api.users.List({ ...query, after }),
    undefined,
    () => api.users.Count({ ...query, after: '' }),
  );
}

export const useUser = (id: number) =>
  useQuery({ queryKey: ['users', 'one', id], queryFn: () => api.users.Get(id), enabled: id > 0 });

/** All access restrictions with the words of their tick boxes. */
export const useRestrictions = () =>
  useQuery({ queryKey: ['users', 'restrictions'], queryFn: () => api.users.Restrictions(), staleTime: Infinity });

/** All assessments, for ticks and filters. */
export const useAssessmentChoices = () =>
  useQuery({ queryKey: ['assessments', 'list', ''], queryFn: () => api.assessments.List('') });
