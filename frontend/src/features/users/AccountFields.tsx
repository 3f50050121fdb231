import { Radio, Stack, TextInput } from '@mantine/core';
import type { OrganizationChoice, UserInput } from '@/api/types';
import { texts } from '@/app/texts';
import { FormSection, Pair } from '@/components/FormSection';
import type { RecordForm } from '@/components/useRecordForm';
import { OrganizationsPicker } from '@/features/organizations/OrganizationsPicker';
import { AssessmentTicks } from './AssessmentTicks';
import { RestrictionTicks } from './RestrictionTicks';

const t = texts.users;

interface AccountFieldsProps {
  form: RecordForm<UserInput>['form'];
  /** Names of the organizations that are chosen already. */
  organizations: Pick<OrganizationChoice, 'id' | 'name'>[];
}

/** Who somebody is; for a manager also which organizations and assessments are theirs. */
export function AccountFields({ form, organizations }: AccountFieldsProps) {
  const values = form.getValues();
  const initial = form.getInitialValues();
  const help = (field: 'email' | 'login', usual?: string) =>
    initial[field] && values[field] !== initial[field] ? t.fields.readdressed : usual;
  return (
    <>
      <FormSection title={t.sections.basic} sentence={t.sections.basicSentence}>
        <Radio.Group label={t.fields.type} {...form.getInputProps('type')}>
          <Stack gap={8} mt={4}>
            {Object.entries(t.type).map(([value, name]) => (
              <Radio key={value} value={value} label={name} description={t.typeHelp[value]} />
            ))}
          </Stack>
        </Radio.Group>
        <Pair>
          <TextInput
            label={t.fields.firstName}
            dir="auto"
            maxLength={100}
            data-autofocus
            {...form.getInputProps('firstName')}
          />
          <TextInput label={t.fields.lastName} dir="auto" maxLength={100} {...form.getInputProps('lastName')} />
        </Pair>
        <Pair>
          <TextInput
            label={t.fields.email}
            description={help('email', values.type === 'individual' ? t.fields.emailOfIndividual : t.fields.emailHelp)}
            type="email"
            autoComplete="off"
            {...form.getInputProps('email')}
          />
          <TextInput
            label={t.fields.login}
            description={help('login', t.fields.loginHelp)}
            autoComplete="off"
            {...form.getInputProps('login')}
          />
        </Pair>
      </FormSection>
      {values.type === 'individual' ? null : (
        <>
          <FormSection title={t.sections.organizations} sentence={t.sections.organizationsSentence}>
            <OrganizationsPicker
              label={t.fields.organizations}
              description={t.fields.organizationsHelp}
              value={values.organizationIds}
              present={organizations}
              onChange={(ids) => form.setFieldValue('organizationIds', ids)}
              error={form.errors.organizationIds}
            />
          </FormSection>
          <FormSection title={t.sections.assessments} sentence={t.sections.assessmentsSentence}>
            <AssessmentTicks
              value={values.assessmentIds}
              onChange={(ids) => form.setFieldValue('assessmentIds', ids)}
              error={form.errors.assessmentIds}
            />
          </FormSection>
          <FormSection title={t.sections.restrictions} sentence={t.sections.restrictionsSentence}>
            <RestrictionTicks
              value={values.restrictions}
              onChange={(names) => form.setFieldValue('restrictions', names)}
              error={form.errors.restrictions}
            />
          </FormSection>
        </>
      )}
    </>
  );
}
