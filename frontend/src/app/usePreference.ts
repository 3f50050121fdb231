import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api';
import { sayFault } from '@/components/notices';

const KEY = ['preferences'];

/** How the administrator likes one thing to be, remembered with the site. `fallback` counts until something is said. */
export function usePreference<Value>(name: string, fallback: Value): [Value, (value: Value) => void] {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: KEY,
    queryFn: () => api.application.Preferences(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const kept = query.data?.find((one) => one.name === name)?.value;
  const set = (value: Value) => {
    const preference = { name, value: JSON.stringify(value) };
    client.setQueryData(KEY, (known: { name: string; value: string }[] | undefined) => [
      ...(known ?? []).filter((one) => one.name !== name),
      preference,
    ]);
    api.application.SavePreference(preference).catch(sayFault);
  };
  return [kept === undefined ? fallback : read(kept, fallback), set];
}

function read<Value>(kept: string, fallback: Value): Value {
  try {
    return JSON.parse(kept) as Value;
  } catch {
    return fallback;
  }
}
