import { useQuery } from '@tanstack/react-query';
import type { Selection } from './useSelection';

/** For which rows an action on many is: some, or all that a filter finds. */
export interface Chosen<Filter> {
  ids: number[];
  all: boolean;
  filter: Filter;
}

/** How many rows one action changes at most. Files have no such limit. */
export const MOST_CHANGED = 10_000;

/** What is chosen in a list, and how many that are: undefined while it is counted. */
export function useChosen<Filter>(
  name: string,
  selection: Selection,
  filter: Filter,
  countChosen: (chosen: Chosen<Filter>) => Promise<number>,
) {
  const chosen: Chosen<Filter> = {
    ids: selection.everything ? [] : [...selection.ids],
    all: selection.everything,
    filter,
  };
  const counted = useQuery({
    queryKey: [name, 'chosen', filter],
    queryFn: () => countChosen(chosen),
    enabled: selection.everything,
    staleTime: 0,
  });
  return { chosen, count: selection.everything ? counted.data : selection.ids.size };
}
