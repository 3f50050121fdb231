import { Radio, Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { OrganizationChoice, UserDetail, UserInput } from '@/api/types';
import { texts } from '@/app/texts';
import { FormSection, Pair } from '@/components/FormSection';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import { OrganizationsPicker } from '@/features/organizations/OrganizationsPicker';
import { AssessmentTicks } from './AssessmentTicks';
import { RestrictionTicks } from './RestrictionTicks';

const t = texts.users;

export const emptyUser: UserInput = {
  email: '',
  login: '',
  firstName: '',
  lastName: '',
  type: 'manager',
  organizationIds: [],
  assessmentIds: [],
  restrictions: [],
  seen: 0,
};

/** What the form sends, from what the program knows. */
export const inputOf = (user: UserDetail): UserInput => ({
  email: user.email,
  login: user.login,
  firstName: user.firstName,
  lastName: user.lastName,
  type: user.type,
  organizationIds: user.organizations.map(({ id }) => id),
  assessmentIds: user.assessments.map(({ id }) => id),
  restrictions: user.restrictions,
  seen: user.seen,
});

interface UserFormProps {
  label: string;
  initial: UserInput;
  /** Names of the organizations that are chosen already. */
  organizations: Pick<OrganizationChoice, 'id' | 'name'>[];
  save: (input: UserInput) => Promise<UserDetail>;
  onSaved: (saved: UserDetail) => void;
  /** What the program has now, for a user that is there already. */
  present?: () => Promise<UserInput>;
  onCancel?: () => void;
  children?: ReactNode;
}

export function UserForm({ label, initial, organizations, save, onSaved, present, onCancel, children }: UserFormProps) {
  const record = useRecordForm({
    initial,
    save,
    present,
    onSaved: (saved) => {
      onSaved(saved);
      return inputOf(saved);
    },
  });
  const { form } = record;
  const values = form.getValues();

  return (
    <RecordForm record={record} label={label} onCancel={onCancel}>
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
            description={t.fields.emailHelp}
            type="email"
            autoComplete="off"
            {...form.getInputProps('email')}
          />
          <TextInput
            label={t.fields.login}
            description={t.fields.loginHelp}
            autoComplete="off"
            {...form.getInputProps('login')}
          />
        </Pair>
      </FormSection>
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
      {children}
    </RecordForm>
  );
}
