import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { api } from '@/api';
import type { ChosenOrganizations, ContractInput, ContractsForMany } from '@/api/types';
import { texts } from '@/app/texts';
import { useRecordForm } from '@/components/useRecordForm';
import { useTask } from '@/components/useTask';
import type { KitFor } from '@/features/links/kitFor';
import { activeWith } from '@/features/organizations/OrganizationTicks';

/** A contract of which nothing was said yet. */
export const NO_CONTRACT: ContractInput = {
  organizationId: 0,
  name: '',
  number: '',
  category: '',
  subcategory: '',
  beginsOn: '',
  endsOn: '',
  status: 'draft',
  notes: '',
  seen: 0,
};

const inputOf = ({
  organizations,
  templateId,
  ...contract
}: ContractInput & { organizations: ChosenOrganizations; templateId: string }): ContractsForMany => ({
  organizations,
  templateId: Number(templateId),
  contract,
});

function chosenOf(cameWith: KitFor | null): ChosenOrganizations {
  if (cameWith === null) return { ids: [], all: false, filter: activeWith('') };
  if ('ids' in cameWith) return { ids: cameWith.ids, all: false, filter: activeWith('') };
  return { ids: [], all: true, filter: cameWith.filter };
}

/** Contracts for many organizations: checked first, then asked with their count, then made while their progress is shown. */
export function useManyContracts() {
  const navigate = useNavigate();
  const cameWith = useLocation().state as KitFor | null;
  const [params] = useSearchParams();
  const [count, setCount] = useState(0);
  const [asking, setAsking] = useState(false);
  const record = useRecordForm({
    initial: { ...NO_CONTRACT, organizations: chosenOf(cameWith), templateId: params.get('template') ?? '0' },
    save: (values) => api.contracts.CheckMany(inputOf(values)),
    onSaved: (counted) => {
      setCount(counted);
      setAsking(true);
      return undefined;
    },
  });
  const { form } = record;
  const task = useTask((state) => {
    if (state.state === 'done') form.resetDirty(form.getValues());
    const fields = state.fault?.fields ?? {};
    if (state.state !== 'failed' || Object.keys(fields).length === 0) return;
    form.setErrors(fields);
    task.forget();
  });
  const templates = useQuery({ queryKey: ['contracts', 'templates'], queryFn: () => api.contracts.Templates() }).data;
  const isDone = task.state?.state === 'done';
  return {
    record,
    cameWith,
    /** There is none to choose, as far as is known. */
    noTemplates: templates?.length === 0,
    templates: [
      { value: '0', label: texts.contracts.many.noTemplate },
      ...(templates ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
    ],
    count,
    asking,
    stopAsking: () => setAsking(false),
    make: () => task.start(() => api.contracts.CreateMany(inputOf(form.getValues()))),
    task: {
      ...task,
      forget: () => {
        task.forget();
        if (isDone) navigate('/contracts');
      },
    },
  };
}
