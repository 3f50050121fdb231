import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '@/api';

const WHILE_PLAYING = 250;
const WHILE_OPEN = 1000;

/** What the rehearsal does, as often as it changes: its steps while it is played, the code while its sandbox is open. */
export function useRehearsal() {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['rehearsal', 'state'],
    queryFn: () => api.rehearsals.State(),
    refetchInterval: ({ state }) => {
      if (state.data?.stage === 'playing') return WHILE_PLAYING;
      return state.data?.sandbox ? WHILE_OPEN : false;
    },
    staleTime: 0,
  });
  const stage = query.data?.stage;
  const before = useRef(stage);
  useEffect(() => {
    if (before.current === 'playing' && stage !== 'playing') {
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] !== 'state' });
    }
    before.current = stage;
  }, [stage, client]);
  return query;
}
