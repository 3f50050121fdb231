import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import { texts } from '@/app/texts';

/** All organizational roles, by name. */
export const useOrganizationalRoles = () =>
  useQuery({ queryKey: ['organizationalRoles'], queryFn: () => api.organizationalRoles.List() });

/** All account roles, by name. */
export const useAccountRoles = () => useQuery({ queryKey: ['accountRoles'], queryFn: () => api.accountRoles.List() });

export const useAccountRole = (id: number) =>
  useQuery({ queryKey: ['accountRoles', id], queryFn: () => api.accountRoles.Get(id) });

/** All portal rights with the words of their tick boxes. */
export const usePortalRights = () =>
  useQuery({ queryKey: ['accountRoles', 'rights'], queryFn: () => api.accountRoles.Rights(), staleTime: Infinity });

/** Says a set of rights in words. */
export function useRightWords() {
  const rights = usePortalRights().data ?? [];
  return (names: string[]) =>
    rights
      .filter(({ name }) => names.includes(name))
      .map(({ label }) => label)
      .join(', ') || texts.roles.noRights;
}
