import { Autocomplete, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '@/api';
import type { ContractDetail, ContractInput } from '@/api/types';
import { texts } from '@/app/texts';
import { FormSection, Pair } from '@/components/FormSection';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import { OrganizationPicker } from '@/features/organizations/OrganizationPicker';

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
  const categories = useQuery({
    queryKey: ['contracts', 'categories'],
    queryFn: () => api.contracts.Categories(),
  }).data;
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
        <Pair>
          <Autocomplete
            label={t.category}
            maxLength={100}
            data={categories ?? []}
            {...form.getInputProps('category')}
          />
          <TextInput label={t.subcategory} maxLength={100} {...form.getInputProps('subcategory')} />
        </Pair>
      </FormSection>
      <FormSection title={t.period} sentence={t.periodSentence}>
        <Pair>
          <TextInput type="date" label={t.begins} {...form.getInputProps('beginsOn')} />
          <TextInput type="date" label={t.ends} {...form.getInputProps('endsOn')} />
        </Pair>
        <Select
          label={t.status}
          data={Object.entries(texts.contracts.status).map(([value, word]) => ({ value, label: word }))}
          allowDeselect={false}
          {...form.getInputProps('status')}
        />
        <Textarea
          label={t.notes}
          description={t.notesHelp}
          autosize
          minRows={2}
          maxRows={10}
          dir="auto"
          {...form.getInputProps('notes')}
        />
      </FormSection>
      {children}
    </RecordForm>
  );
}
