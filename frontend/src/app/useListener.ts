import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';

/** What the portal's listener does now, asked again every few seconds. */
export const useListener = () =>
  useQuery({ queryKey: ['listener'], queryFn: () => api.listener.State(), refetchInterval: 5_000 });
