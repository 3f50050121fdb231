import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ContractDetail, ContractInput } from '@/api/types';
import { texts } from '@/app/texts';
import { FormSection } from '@/components/FormSection';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import { OrganizationPicker } from '@/features/organizations/OrganizationPicker';
import { CategoryFields, PeriodSection } from './ContractFields';

const t = texts.contracts.fields;

interface ContractFormProps {
  label: string;
  initial: ContractInput;
  organization?: string;
  save: (input: ContractInput) => Promise<ContractDetail>;
  onSaved: (saved: ContractDetail) => void;
  present?: () => Promise<ContractInput>;
  onCancel?: () => void;
  children?: ReactNode;
}

/** What is said of a contract, new or not. */
export function ContractForm({
  label,
  initial,
  organization,
  save,
  onSaved,
  present,
  onCancel,
  children,
}: ContractFormProps) {
  const record = useRecordForm({
    initial,
    save,
    present,
    onSaved: (saved) => {
      onSaved(saved);
      return saved.input;
    },
  });
  const { form } = record;
  const values = form.getValues();
  return (
    <RecordForm record={record} label={label} onCancel={onCancel}>
      <FormSection title={t.basic} sentence={t.basicSentence}>
        <TextInput label={t.name} maxLength={200} dir="auto" data-autofocus {...form.getInputProps('name')} />
        <OrganizationPicker
          label={t.organization}
          value={values.organizationId}
          present={organization ? { id: initial.organizationId, name: organization } : undefined}
          error={form.errors.organizationId}
          onChange={(id) => form.setFieldValue('organizationId', id)}
        />
        <TextInput
          label={t.number}
          description={t.numberHelp}
          maxLength={60}
          dir="auto"
          {...form.getInputProps('number')}
        />
        <CategoryFields props={form.getInputProps} />
      </FormSection>
      <PeriodSection props={form.getInputProps} />
      {children}
    </RecordForm>
  );
}
