import { Radio, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '@/api';
import type { OrganizationDetail, OrganizationInput } from '@/api/types';
import { texts } from '@/app/texts';
import { FormSection, Pair } from '@/components/FormSection';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import { OrganizationPicker } from './OrganizationPicker';

const t = texts.organizations;

const check = z.object({ name: z.string().trim().min(1, t.nameMissing) });

export const emptyOrganization: OrganizationInput = {
  name: '',
  parentId: 0,
  responseAllotment: 'unlimited',
  bccEmail: '',
  assessorName: '',
  assessorEmail: '',
  website: '',
  city: '',
  emailDomains: [],
  notes: '',
  seen: 0,
};

/** What the form sends, from what the program knows. */
export const inputOf = (detail: OrganizationDetail): OrganizationInput => ({
  name: detail.name,
  parentId: detail.parentId,
  responseAllotment: detail.responseAllotment,
  bccEmail: detail.bccEmail,
  assessorName: detail.assessorName,
  assessorEmail: detail.assessorEmail,
  website: detail.website,
  city: detail.city,
  emailDomains: detail.emailDomains,
  notes: detail.notes,
  seen: detail.seen,
});

interface OrganizationFormProps {
  label: string;
  initial: OrganizationInput;
  /** The organization itself, when it is there already. */
  self?: OrganizationDetail;
  save: (input: OrganizationInput) => Promise<OrganizationDetail>;
  onSaved: (saved: OrganizationDetail) => void;
  onCancel?: () => void;
  children?: React.ReactNode;
}

export function OrganizationForm({ label, initial, self, save, onSaved, onCancel, children }: OrganizationFormProps) {
  const record = useRecordForm({
    initial,
    save,
    check,
    present: self ? async () => inputOf(await api.organizations.Get(self.id)) : undefined,
    onSaved: (saved) => {
      onSaved(saved);
      return inputOf(saved);
    },
  });
  const { form } = record;
  const parent = self?.trail.at(-1);
  const [parentLevel, setParentLevel] = useState(self ? self.level - 1 : 0);
  const { parentId } = form.getValues();

  return (
    <RecordForm record={record} label={label} onCancel={onCancel}>
      <FormSection title={t.sections.basic} sentence={t.sections.basicSentence}>
        <TextInput label={t.fields.name} maxLength={200} dir="auto" data-autofocus {...form.getInputProps('name')} />
        <OrganizationPicker
          label={t.fields.parent}
          description={t.fields.parentHelp}
          placeholder={t.fields.noParent}
          maximumLevel={4}
          except={self?.id}
          present={parent}
          value={parentId}
          error={form.errors.parentId}
          onChange={(id, choice) => {
            form.setFieldValue('parentId', id);
            setParentLevel(id === 0 ? 0 : (choice?.level ?? parentLevel));
          }}
        />
        <TextInput
          label={t.fields.level}
          description={t.fields.levelHelp}
          value={t.levelName(parentId === 0 ? 1 : parentLevel + 1)}
          readOnly
          variant="filled"
        />
      </FormSection>
      <FormSection title={t.sections.responses} sentence={t.sections.responsesSentence}>
        <Radio.Group label={t.fields.allotment} {...form.getInputProps('responseAllotment')}>
          <Stack gap={8} mt={4}>
            {Object.entries(t.allotment).map(([value, name]) => (
              <Radio key={value} value={value} label={name} description={t.allotmentHelp[value]} />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          label={t.fields.bcc}
          description={t.fields.bccHelp}
          type="email"
          autoComplete="off"
          {...form.getInputProps('bccEmail')}
        />
        <Pair>
          <TextInput
            label={t.fields.assessorName}
            description={t.fields.assessorHelp}
            dir="auto"
            {...form.getInputProps('assessorName')}
          />
          <TextInput
            label={t.fields.assessorEmail}
            type="email"
            autoComplete="off"
            {...form.getInputProps('assessorEmail')}
          />
        </Pair>
      </FormSection>
      <FormSection title={t.sections.details} sentence={t.sections.detailsSentence}>
        <Pair>
          <TextInput label={t.fields.website} placeholder="https://" {...form.getInputProps('website')} />
          <TextInput label={t.fields.city} description={t.fields.cityHelp} dir="auto" {...form.getInputProps('city')} />
        </Pair>
        <TagsInput
          label={t.fields.domains}
          description={t.fields.domainsHelp}
          splitChars={[',', ' ', ';']}
          acceptValueOnBlur
          {...form.getInputProps('emailDomains')}
        />
        <Textarea
          label={t.fields.notes}
          description={t.fields.notesHelp}
          autosize
          minRows={3}
          maxRows={12}
          dir="auto"
          {...form.getInputProps('notes')}
        />
      </FormSection>
      {children}
    </RecordForm>
  );
}
