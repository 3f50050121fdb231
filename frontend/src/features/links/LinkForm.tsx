import { Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { z } from 'zod';
import type { LinkDetail, LinkInput } from '@/api/types';
import { texts } from '@/app/texts';
import { FormSection, Pair } from '@/components/FormSection';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import { OrganizationPicker } from '@/features/organizations/OrganizationPicker';

const t = texts.links;

const check = z.object({
  name: z.string().trim().min(1, t.nameMissing),
  usesLimit: z.number(t.limitWrong).int(t.limitWrong).min(0, t.limitWrong).max(1_000_000, t.limitWrong),
});

export const emptyLink: LinkInput = {
  name: '',
  parentId: 0,
  expiresOn: '',
  usesLimit: 0,
  needsApproval: false,
  defaultAllocation: '',
  note: '',
};

/** What the form sends, from what the program knows. */
export const inputOf = ({ link }: LinkDetail): LinkInput => ({
  name: link.name,
  parentId: link.parentId,
  expiresOn: link.expiresOn,
  usesLimit: link.usesLimit,
  needsApproval: link.needsApproval,
  defaultAllocation: link.defaultAllocation,
  note: link.note,
});

interface LinkFormProps {
  label: string;
  initial: LinkInput;
  parent?: { id: number; name: string };
  save: (input: LinkInput) => Promise<LinkDetail>;
  onSaved: (saved: LinkDetail) => void;
  onCancel?: () => void;
  children?: React.ReactNode;
}

export function LinkForm({ label, initial, parent, save, onSaved, onCancel, children }: LinkFormProps) {
  const record = useRecordForm({
    initial,
    save,
    check,
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
        <TextInput
          label={t.fields.name}
          description={t.fields.nameHelp}
          maxLength={100}
          dir="auto"
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Textarea
          label={t.fields.note}
          description={t.fields.noteHelp}
          autosize
          minRows={2}
          maxRows={8}
          dir="auto"
          {...form.getInputProps('note')}
        />
      </FormSection>
      <FormSection title={t.sections.place} sentence={t.sections.placeSentence}>
        <OrganizationPicker
          label={t.fields.parent}
          description={t.fields.parentHelp}
          placeholder={t.fields.noParent}
          maximumLevel={4}
          present={parent}
          value={values.parentId}
          error={form.errors.parentId}
          onChange={(id) => form.setFieldValue('parentId', id)}
        />
        <Select
          label={t.fields.allocation}
          description={t.fields.allocationHelp}
          data={[
            { value: '', label: t.fields.asPortal },
            ...Object.entries(texts.organizations.allotment).map(([value, name]) => ({ value, label: name })),
          ]}
          allowDeselect={false}
          {...form.getInputProps('defaultAllocation')}
        />
        <Checkbox
          label={t.fields.approval}
          description={t.fields.approvalHelp}
          {...form.getInputProps('needsApproval', { type: 'checkbox' })}
        />
      </FormSection>
      <FormSection title={t.sections.limits} sentence={t.sections.limitsSentence}>
        <Pair>
          <TextInput
            label={t.fields.expires}
            description={t.fields.expiresHelp}
            type="date"
            {...form.getInputProps('expiresOn')}
          />
          <NumberInput
            label={t.fields.limit}
            description={t.fields.limitHelp}
            min={1}
            max={1_000_000}
            allowDecimal={false}
            thousandSeparator=","
            value={values.usesLimit === 0 ? '' : values.usesLimit}
            error={form.errors.usesLimit}
            onChange={(value) => form.setFieldValue('usesLimit', value === '' ? 0 : Number(value))}
          />
        </Pair>
      </FormSection>
      {children}
    </RecordForm>
  );
}
