import { QueryClient } from '@tanstack/react-query';
import { toFault } from '@/api/fault';

/** The cache of what was loaded. Refusals are final; only a program that does not answer is asked once more. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) => failures < 1 && toFault(error).code === 'unavailable',
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}
