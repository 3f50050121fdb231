import { Checkbox, NumberInput, Radio, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { z } from 'zod';
import type { CohortDetail, CohortInput } from '@/api/types';
import { texts } from '@/app/texts';
import { FormSection, Pair } from '@/components/FormSection';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import { OrganizationPicker } from '@/features/organizations/OrganizationPicker';
import { useAssessmentChoices } from '@/features/users/useUsers';

const t = texts.cohorts;
const LANGUAGES = { '': t.fields.browser, en: 'English', de: 'Deutsch' };

const check = z.object({ name: z.string().trim().min(1, t.nameMissing) });

interface CohortFormProps {
  label: string;
  initial: CohortInput;
  /** One that is there already: what it is of can't be changed. */
  present?: CohortDetail;
  save: (input: CohortInput) => Promise<CohortDetail>;
  onSaved: (saved: CohortDetail) => void;
  onCancel?: () => void;
  children?: React.ReactNode;
}

/** What a cohort is of, until when, and how private. */
export function CohortForm({ label, initial, present, save, onSaved, onCancel, children }: CohortFormProps) {
  const record = useRecordForm({
    initial,
    save,
    check,
    onSaved: (saved: CohortDetail) => {
      onSaved(saved);
      return saved.input;
    },
  });
  const { form } = record;
  const values = form.getValues();
  const assessments = (useAssessmentChoices().data ?? []).filter(({ published }) => published > 0);
  const hasSubject = values.type !== 'group';

  return (
    <RecordForm record={record} label={label} onCancel={onCancel}>
      <FormSection title={t.sections.basic} sentence={t.sections.basicSentence}>
        <TextInput label={t.fields.name} maxLength={200} dir="auto" data-autofocus {...form.getInputProps('name')} />
        {present ? null : (
          <>
            <Radio.Group label={t.fields.type} {...form.getInputProps('type')}>
              <Stack gap={8} mt={6}>
                {Object.entries(t.type).map(([value, name]) => (
                  <Radio key={value} value={value} label={name} description={t.typeHelp[value]} />
                ))}
              </Stack>
            </Radio.Group>
            <Select
              label={t.fields.assessment}
              data={assessments.map(({ id, name }) => ({ value: String(id), label: name }))}
              value={values.assessmentId ? String(values.assessmentId) : null}
              error={form.errors.assessmentId}
              onChange={(id) => form.setFieldValue('assessmentId', Number(id ?? 0))}
              searchable
            />
            <OrganizationPicker
              label={t.fields.organization}
              value={values.organizationId}
              error={form.errors.organizationId}
              onChange={(id) => form.setFieldValue('organizationId', id)}
            />
          </>
        )}
      </FormSection>
      {hasSubject ? (
        <FormSection title={t.sections.subject} sentence={t.sections.subjectSentence}>
          <Pair>
            <TextInput label={t.fields.firstName} dir="auto" {...form.getInputProps('subjectFirstName')} />
            <TextInput label={t.fields.lastName} dir="auto" {...form.getInputProps('subjectLastName')} />
          </Pair>
          <TextInput label={t.fields.email} type="email" {...form.getInputProps('subjectEmail')} />
        </FormSection>
      ) : null}
      <FormSection title={t.sections.time} sentence={t.sections.timeSentence}>
        <Pair>
          <TextInput label={t.fields.closes} type="date" {...form.getInputProps('closesOn')} />
          <NumberInput
            label={t.fields.remind}
            description={t.fields.remindHelp}
            min={0}
            max={60}
            allowDecimal={false}
            {...form.getInputProps('remindDays')}
          />
        </Pair>
        <Select
          label={t.fields.language}
          description={t.fields.languageHelp}
          data={Object.entries(LANGUAGES).map(([value, name]) => ({ value, label: name }))}
          allowDeselect={false}
          {...form.getInputProps('language')}
        />
      </FormSection>
      {values.type === 'single' ? null : (
        <FormSection title={t.sections.privacy} sentence={t.sections.privacySentence}>
          <Pair>
            <NumberInput
              label={t.fields.minimum}
              description={t.fields.minimumHelp}
              min={1}
              max={100}
              allowDecimal={false}
              {...form.getInputProps('minimum')}
            />
            <NumberInput
              label={t.fields.maximum}
              description={t.fields.maximumHelp}
              min={1}
              max={5000}
              allowDecimal={false}
              value={values.maximum === 0 ? '' : values.maximum}
              error={form.errors.maximum}
              onChange={(value) => form.setFieldValue('maximum', value === '' ? 0 : Number(value))}
            />
          </Pair>
          {present ? null : (
            <Checkbox
              label={t.fields.anonymous}
              description={t.fields.anonymousHelp}
              {...form.getInputProps('isAnonymous', { type: 'checkbox' })}
            />
          )}
          {values.type === 'group' ? (
            <Checkbox
              label={t.fields.open}
              description={t.fields.openHelp}
              {...form.getInputProps('isOpen', { type: 'checkbox' })}
            />
          ) : null}
        </FormSection>
      )}
      {present && present.drivers.length > 0 ? (
        <FormSection title={t.sections.drivers} sentence={t.sections.driversSentence}>
          {present.drivers.map(({ id, name, description }) => {
            const said = values.drivers[id];
            return (
              <div key={id}>
                <p style={{ margin: '0 0 4px', fontWeight: 600 }} dir="auto">
                  {name}
                </p>
                {description ? <p style={{ margin: '0 0 6px', color: 'var(--soft)' }}>{description}</p> : null}
                <SegmentedControl
                  size="xs"
                  aria-label={name}
                  data={Object.entries(t.fields.driver).map(([value, word]) => ({ value, label: word }))}
                  value={said === undefined ? '' : said ? 'on' : 'off'}
                  onChange={(value) => {
                    const { [id]: _, ...rest } = values.drivers;
                    form.setFieldValue('drivers', value === '' ? rest : { ...rest, [id]: value === 'on' });
                  }}
                />
              </div>
            );
          })}
        </FormSection>
      ) : null}
      {children}
    </RecordForm>
  );
}
