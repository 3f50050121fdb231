import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import type { LinkRow } from '@/api/types';
import { type List, useList } from '@/components/useList';
import type { ListState } from '@/components/useListState';

const PAGE = 60;
const EVERY = 15_000;

/** The links for what is searched and filtered; counters come in by themselves. */
export function useLinks({ search, chosen }: ListState): List<LinkRow> {
  return useList(
    ['links', 'list', search, chosen],
    (after) => api.links.List({ search, state: chosen.state ?? '', parentId: 0, after, limit: PAGE }),
    EVERY,
  );
}

export const useLink = (id: number) => useQuery({ queryKey: ['links', 'one', id], queryFn: () => api.links.Get(id) });
