import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '@/api';
import type { TaskState } from '@/api/types';

const EVERY = 250;

export interface Task {
  /** How far it has come; undefined while nothing was started. */
  state: TaskState | undefined;
  running: boolean;
  cancelling: boolean;
  /** Starts long work. What can't even begin rejects. */
  start: (begin: () => Promise<TaskState>) => Promise<void>;
  cancel: () => void;
  /** Forgets the task that ended. */
  forget: () => void;
}

/** Long work of the program: started here, watched until it ends. `onEnd` hears of the end once. */
export function useTask(onEnd?: (state: TaskState) => void): Task {
  const client = useQueryClient();
  const [begun, setBegun] = useState<TaskState>();
  const [cancelling, setCancelling] = useState(false);
  const id = begun?.id ?? '';
  const query = useQuery({
    queryKey: ['task', id],
    queryFn: () => api.tasks.State(id),
    enabled: id !== '',
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'running' ? false : EVERY),
    staleTime: 0,
  });
  const state = id === '' ? undefined : (query.data ?? begun);
  const running = state?.state === 'running';

  const hear = useRef(onEnd);
  hear.current = onEnd;
  const told = useRef('');
  useEffect(() => {
    if (!state || state.state === 'running' || told.current === state.id) return;
    told.current = state.id;
    // Everything on screen may have changed, but not the task itself.
    client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'task' });
    hear.current?.(state);
  }, [state, client]);

  return {
    state,
    running,
    cancelling: running && cancelling,
    start: async (begin) => {
      setCancelling(false);
      setBegun(await begin());
    },
    cancel: () => {
      setCancelling(true);
      void api.tasks.Cancel(id).then((next) => client.setQueryData(['task', id], next));
    },
    forget: () => setBegun(undefined),
  };
}
