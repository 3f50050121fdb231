import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';

export const useCohort = (id: number) =>
  useQuery({ queryKey: ['cohorts', 'one', id], queryFn: () => api.cohorts.Get(id), enabled: id > 0 });
