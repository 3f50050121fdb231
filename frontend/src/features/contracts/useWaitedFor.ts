import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import type { SigningPerson } from '@/api/types';

const MOST = 200;

/** Those who are waited for, as far as a filter can offer them, and whoever it has chosen. */
export function useWaitedFor(chosen: number): SigningPerson[] {
  const first = useQuery({
    queryKey: ['contracts', 'people', 'waited'],
    queryFn: () => api.contracts.People({ search: '', id: 0, after: '', limit: MOST }),
  }).data;
  const waited = first?.items.filter(({ waiting }) => waiting > 0) ?? [];
  const isThere = waited.some(({ id }) => id === chosen);
  const one = useQuery({
    queryKey: ['contracts', 'people', 'one', chosen],
    queryFn: () => api.contracts.People({ search: '', id: chosen, after: '', limit: 1 }),
    enabled: chosen !== 0 && first !== undefined && !isThere,
  }).data;
  return isThere ? waited : [...waited, ...(one?.items ?? [])];
}
