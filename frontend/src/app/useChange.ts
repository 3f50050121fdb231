import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { sayFault } from '@/components/notices';

interface ChangeOptions<Input, Result> {
  onDone?: (result: Result, input: Input) => void;
  /** The caller says the refusal itself (a form, a dialog). */
  quiet?: boolean;
}

/**
 * The one way to change something: afterwards everything on screen is asked for again, the navigation
 * included, also when it was refused: the reason may be something that has changed.
 */
export function useChange<Input, Result>(
  change: (input: Input) => Promise<Result>,
  { onDone, quiet = false }: ChangeOptions<Input, Result> = {},
): UseMutationResult<Result, unknown, Input> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (result, input) => {
      await client.invalidateQueries();
      onDone?.(result, input);
    },
    onError: (thrown) => {
      client.invalidateQueries();
      if (!quiet) sayFault(thrown);
    },
  });
}
