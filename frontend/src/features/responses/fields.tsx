import { SegmentedControl, Select, type SelectProps } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ResponseChoices } from '@/api/types';
import { texts } from '@/app/texts';
import { OrganizationPicker } from '@/features/organizations/OrganizationPicker';
import { useAssessmentChoices } from '@/features/users/useUsers';

const t = texts.responses;
const LANGUAGES = { '': t.fields.browser, en: 'English', de: 'Deutsch' };

interface What {
  organizationId: number;
  assessmentId: number;
}

interface WhatFieldsProps extends What {
  errors: Record<string, ReactNode>;
  onChange: (changes: Partial<What>) => void;
}

/** For which organization, and to which of the published assessments. */
export function WhatFields({ organizationId, assessmentId, errors, onChange }: WhatFieldsProps) {
  const assessments = (useAssessmentChoices().data ?? []).filter(({ published }) => published > 0);
  return (
    <>
      <OrganizationPicker
        label={t.fields.organization}
        placeholder={texts.organizations.choose}
        value={organizationId}
        error={errors.organizationId}
        onChange={(id) => onChange({ organizationId: id })}
      />
      <Select
        label={t.fields.assessment}
        placeholder={t.fields.chooseAssessment}
        data={assessments.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={assessmentId ? String(assessmentId) : null}
        error={errors.assessmentId}
        onChange={(id) => onChange({ assessmentId: Number(id ?? 0) })}
        searchable
      />
    </>
  );
}

/** The language of the mail and of the respondent's pages. */
export function LanguageField(props: SelectProps) {
  return (
    <Select
      {...props}
      label={t.fields.language}
      description={t.fields.languageHelp}
      data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
      allowDeselect={false}
    />
  );
}

interface DriverFieldsProps {
  drivers: ResponseChoices['drivers'];
  said: Record<string, boolean>;
  onChange: (said: Record<string, boolean>) => void;
}

/** The drivers that are set for each response: on, off, or as the assessment says. */
export function DriverFields({ drivers, said, onChange }: DriverFieldsProps) {
  return drivers.map(({ id, name, description }) => {
    const value = said[id];
    return (
      <div key={id}>
        <p style={{ margin: '0 0 4px', fontWeight: 600 }} dir="auto">
          {name}
        </p>
        {description ? <p style={{ margin: '0 0 6px', color: 'var(--soft)' }}>{description}</p> : null}
        <SegmentedControl
          size="xs"
          aria-label={name}
          data={Object.entries(t.fields.driver).map(([key, word]) => ({ value: key, label: word }))}
          value={value === undefined ? '' : value ? 'on' : 'off'}
          onChange={(next) => {
            const { [id]: _, ...rest } = said;
            onChange(next === '' ? rest : { ...rest, [id]: next === 'on' });
          }}
        />
      </div>
    );
  });
}
