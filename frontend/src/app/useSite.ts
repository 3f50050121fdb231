import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';

/** The site's name, its time zone and which features are on. Saving settings brings it anew. */
export const useSite = () => useQuery({ queryKey: ['site'], queryFn: () => api.application.Info(), staleTime: 60_000 });
