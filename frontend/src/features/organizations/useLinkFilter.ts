import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import { texts } from '@/app/texts';
import { useSite } from '@/app/useSite';
import type { Filter } from '@/components/FilterChips';

const MOST = 60;

/** Narrows the list to who registered through one link: the newest links, and the chosen one whatever its age. */
export function useLinkFilter(chosen: number): Filter[] {
  const on = useSite().data?.usePartnerPortal ?? false;
  const newest = useQuery({
    queryKey: ['links', 'choices'],
    queryFn: () => api.links.List({ search: '', state: '', parentId: 0, after: '', limit: MOST }),
    enabled: on,
  }).data;
  const among = newest?.items.some(({ id }) => id === chosen) ?? false;
  const other = useQuery({
    queryKey: ['links', 'one', chosen],
    queryFn: () => api.links.Get(chosen),
    enabled: on && chosen > 0 && newest !== undefined && !among,
  }).data;
  const links = [...(newest?.items ?? []), ...(other && !among ? [other.link] : [])];
  if (links.length === 0) return [];
  return [
    {
      key: 'link',
      label: texts.organizations.columns.link,
      options: links.map(({ id, name }) => ({ value: String(id), label: name })),
    },
  ];
}
