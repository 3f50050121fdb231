import { Checkbox, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import type { PartnerPortalSettings, PartnerPortalState } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { useSite } from '@/app/useSite';
import { FormSection, Unfolded } from '@/components/FormSection';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import { FeaturesPage } from './FeaturesPage';
import { LevelField } from './LevelField';
import { ModelUserField } from './ModelUserField';
import { RegistrationLink } from './RegistrationLink';

const t = texts.settings.portal;

const MANAGEMENT = [
  ['allowSelfManagement', t.self, t.selfHelp],
  ['allowUserManagement', t.users, t.usersHelp],
  ['allowDrivers', t.drivers, t.driversHelp],
  ['allowClassifiers', t.classifiers, t.classifiersHelp],
  ['allowRoles', t.roles, t.rolesHelp],
] as const;

export function PartnerPortalScreen() {
  const query = useQuery({ queryKey: ['settings', 'portal'], queryFn: () => api.portalSettings.Get() });
  return (
    <FeaturesPage title={t.title} sentence={t.sentence}>
      <Loaded query={query}>{(state) => <Form state={state} />}</Loaded>
    </FeaturesPage>
  );
}

function Form({ state }: { state: PartnerPortalState }) {
  const site = useSite().data;
  const save = useChange((input: PartnerPortalSettings) => api.portalSettings.Save(input), { quiet: true });
  const record = useRecordForm({
    initial: state.settings,
    save: save.mutateAsync,
    onSaved: (saved) => {
      sayDone(t.saved);
      return saved.settings;
    },
  });
  const { form } = record;
  const values = form.getValues();

  return (
    <RecordForm record={record} label={t.title}>
      <FormSection title={t.registration} sentence={t.registrationSentence}>
        <Checkbox
          label={t.allow}
          description={t.allowHelp}
          {...form.getInputProps('allowExternalOrganizationCreation', { type: 'checkbox' })}
        />
        {values.allowExternalOrganizationCreation ? (
          <Unfolded>
            <RegistrationLink state={state} />
            <ModelUserField
              value={values.modelUserId}
              present={state.modelUser}
              problem={values.modelUserId === state.settings.modelUserId ? state.modelProblem : ''}
              error={form.errors.modelUserId}
              onChange={(id) => {
                form.setFieldValue('modelUserId', id);
                form.clearFieldError('modelUserId');
              }}
            />
            <LevelField form={form} counts={state.levelCounts} />
          </Unfolded>
        ) : null}
      </FormSection>
      <FormSection title={t.responses} sentence={t.responsesSentence}>
        <Select
          label={t.allocation}
          description={
            site?.useAllotments === false ? t.allocationOff : t.allocationHelp[values.defaultResourceAllocation]
          }
          data={Object.entries(texts.organizations.allotment).map(([value, label]) => ({ value, label }))}
          {...form.getInputProps('defaultResourceAllocation')}
        />
      </FormSection>
      <FormSection title={t.management} sentence={t.managementSentence}>
        {MANAGEMENT.map(([name, label, help]) => (
          <Checkbox key={name} label={label} description={help} {...form.getInputProps(name, { type: 'checkbox' })} />
        ))}
      </FormSection>
    </RecordForm>
  );
}
