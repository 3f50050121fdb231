import { Checkbox, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { z } from 'zod';
import { api } from '@/api';
import type { GeneralSettings } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { FormSection } from '@/components/FormSection';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import { FeaturesPage } from './FeaturesPage';

const t = texts.settings.general;
const check = z.object({ siteName: z.string().trim().min(1, t.nameMissing) });

const FEATURES = [
  ['useOrganization', t.useOrganization, t.useOrganizationHelp],
  ['usePartnerPortal', t.usePartnerPortal, t.usePartnerPortalHelp],
  ['useAllotments', t.useAllotments, t.useAllotmentsHelp],
  ['useCohorts', t.useCohorts, t.useCohortsHelp],
  ['useContracts', t.useContracts, t.useContractsHelp],
] as const;

export function GeneralScreen() {
  const query = useQuery({ queryKey: ['settings', 'general'], queryFn: () => api.siteSettings.General() });
  return (
    <FeaturesPage title={t.title} sentence={t.sentence}>
      <Loaded query={query}>{(settings) => <Form settings={settings} />}</Loaded>
    </FeaturesPage>
  );
}

function Form({ settings }: { settings: GeneralSettings }) {
  const save = useChange((input: GeneralSettings) => api.siteSettings.SaveGeneral(input), { quiet: true });
  const record = useRecordForm({
    initial: settings,
    save: save.mutateAsync,
    check,
    onSaved: (saved) => {
      sayDone(t.saved);
      return saved;
    },
  });
  const { form } = record;
  const zones = useQuery({
    queryKey: ['settings', 'time-zones'],
    queryFn: () => api.siteSettings.TimeZones(),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  useMend(() => {
    form.setFieldValue('useOrganization', true);
    form.clearErrors();
  });

  return (
    <RecordForm record={record} label={t.title}>
      <FormSection title={t.site} sentence={t.siteSentence}>
        <TextInput label={t.siteName} maxLength={100} dir="auto" {...form.getInputProps('siteName')} />
        <Select
          label={t.timeZone}
          searchable
          limit={200}
          data={zones ?? [settings.timeZone]}
          {...form.getInputProps('timeZone')}
        />
      </FormSection>
      <FormSection title={t.features} sentence={t.featuresSentence}>
        {FEATURES.map(([name, label, help]) => (
          <Checkbox key={name} label={label} description={help} {...form.getInputProps(name, { type: 'checkbox' })} />
        ))}
      </FormSection>
    </RecordForm>
  );
}

/** A refusal's button "Tick Use Organization" leads here with `?mend=use-organization`. */
function useMend(tick: () => void) {
  const [params, setParams] = useSearchParams();
  const wished = params.get('mend') === 'use-organization';
  // biome-ignore lint/correctness/useExhaustiveDependencies: done once for each time the address asks for it
  useEffect(() => {
    if (!wished) return;
    tick();
    setParams({}, { replace: true });
  }, [wished]);
}
