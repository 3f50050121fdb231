import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import { texts } from '@/app/texts';
import { useSite } from '@/app/useSite';
import type { ListState } from '@/components/useListState';
import classes from './OrganizationFilter.module.css';
import { OrganizationPicker } from './OrganizationPicker';

/** Narrows a list to one organization and those below it, kept in the list's address. */
export function OrganizationFilter({ state, label }: { state: ListState; label: string }) {
  const site = useSite().data;
  const id = Number(state.chosen.organization ?? 0);
  // Coming back to an address that names an organization, its name has to be looked up.
  const present = useQuery({
    queryKey: ['organizations', 'one', id],
    queryFn: () => api.organizations.Get(id),
    enabled: id > 0,
  }).data;
  if (!site?.useOrganization) return null;
  return (
    <div className={classes.filter}>
      <OrganizationPicker
        key={present?.id ?? 0}
        hiddenLabel
        label={label}
        placeholder={texts.organizations.any}
        value={id}
        present={present}
        onChange={(next) => state.setFilter('organization', next === 0 ? '' : String(next))}
      />
    </div>
  );
}
