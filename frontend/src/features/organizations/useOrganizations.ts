import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import type { OrganizationRow } from '@/api/types';
import { type List, useList } from '@/components/useList';
import type { ListState } from '@/components/useListState';

const PAGE = 60;

/** What the list's address asks for. */
export const organizationsQuery = ({ search, chosen, sort }: ListState) => ({
  search,
  status: chosen.status ?? '',
  level: Number(chosen.level ?? 0),
  allotment: chosen.allotment ?? '',
  linkId: Number(chosen.link ?? 0),
  sort: `${sort.descending ? '-' : ''}${sort.column}`,
  limit: PAGE,
});

/** The flat list for what is searched, filtered and sorted. */
export function useOrganizations(state: ListState): List<OrganizationRow> {
  const query = organizationsQuery(state);
  return useList(
    ['organizations', 'list', query],
    (after) => api.organizations.List({ ...query, after }),
    undefined,
    () => api.organizations.Count({ ...query, after: '' }),
  );
}

export const useOrganization = (id: number) =>
  useQuery({ queryKey: ['organizations', 'one', id], queryFn: () => api.organizations.Get(id) });

/** Organizations to choose from for the words typed so far. */
export const useChoices = (search: string, maximumLevel: number) =>
  useQuery({
    queryKey: ['organizations', 'choices', search, maximumLevel],
    queryFn: () => api.organizations.Choices(search, maximumLevel),
    placeholderData: keepPreviousData,
  });
