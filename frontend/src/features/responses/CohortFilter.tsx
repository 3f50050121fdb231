import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api';
import { texts } from '@/app/texts';
import { useSite } from '@/app/useSite';
import type { ListState } from '@/components/useListState';
import filter from '@/features/organizations/OrganizationFilter.module.css';

const t = texts.responses;
const SHOWN = 20;

/** Narrows the list to one cohort, found by typing, and kept in the list's address. */
export function CohortFilter({ state }: { state: ListState }) {
  const site = useSite().data;
  const id = Number(state.chosen.cohort ?? 0);
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed, 200);
  const on = site?.useCohorts ?? false;
  // Coming back to an address that names a cohort, its name has to be looked up.
  const present = useQuery({
    queryKey: ['cohorts', 'one', id],
    queryFn: () => api.cohorts.Get(id),
    enabled: on && id > 0,
  }).data;
  const name = present?.input.name ?? '';
  const organizationId = Number(state.chosen.organization ?? 0);
  const search = words === name ? '' : words;
  const found =
    useQuery({
      queryKey: ['cohorts', 'choices', search, organizationId],
      queryFn: () =>
        api.cohorts.List({ search, type: '', state: '', organizationId, assessmentId: 0, after: '', limit: SHOWN }),
      placeholderData: keepPreviousData,
      enabled: on,
    }).data?.items ?? [];
  if (!on) return null;
  const data = found.map((one) => ({ value: String(one.id), label: one.name }));
  if (id > 0 && name && !found.some((one) => one.id === id)) data.unshift({ value: String(id), label: name });
  return (
    <div className={filter.filter}>
      <Select
        aria-label={t.filterCohort}
        placeholder={t.anyCohort}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': texts.app.clear(t.filterCohort) }}
        data={data}
        filter={({ options }) => options}
        value={id > 0 && data.some(({ value }) => value === String(id)) ? String(id) : null}
        onChange={(next) => state.setFilter('cohort', next ?? '')}
        onSearchChange={setTyped}
        nothingFoundMessage={t.noCohort}
      />
    </div>
  );
}
