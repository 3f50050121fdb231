import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import type { OrganizationRow } from '@/api/types';
import { type List, useList } from '@/components/useList';
import type { ListState } from '@/components/useListState';

const PAGE = 60;

/** The flat list for what is searched, filtered and sorted. */
export function useOrganizations({ search, chosen, sort }: ListState): List<OrganizationRow> {
  return useList(['organizations', 'list', search, chosen, sort], (after) =>
    api.organizations.List({
      search,
      status: chosen.status ?? '',
      level: Number(chosen.level ?? 0),
      allotment: chosen.allotment ?? '',
      linkId: Number(chosen.link ?? 0),
      sort: `${sort.descending ? '-' : ''}${sort.column}`,
      after,
      limit: PAGE,
    }),
  );
}

/** The organizations directly below one; 0 for the top of the tree. */
export function useBranch(parentId: number, status: string): List<OrganizationRow> {
  return useList(['organizations', 'children', parentId, status], (after) =>
    api.organizations.Children(parentId, status, after),
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
