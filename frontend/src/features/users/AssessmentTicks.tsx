import { Button, Checkbox, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { texts } from '@/app/texts';
import { useAssessmentChoices } from './useUsers';

const t = texts.users;

interface AssessmentTicksProps {
  value: number[];
  onChange: (ids: number[]) => void;
  error?: ReactNode;
}

/** A tick for each assessment that there is. */
export function AssessmentTicks({ value, onChange, error }: AssessmentTicksProps) {
  const assessments = useAssessmentChoices().data;
  if (assessments?.length === 0) {
    return (
      <Stack gap={8} align="flex-start">
        {t.noAssessments}
        <Button size="xs" component={Link} to="/assessments">
          {t.toAssessments}
        </Button>
      </Stack>
    );
  }
  return (
    <Checkbox.Group
      label={t.fields.assessments}
      value={value.map(String)}
      onChange={(ids) => onChange(ids.map(Number))}
      error={error}
      data-error={error ? true : undefined}
    >
      <Stack gap={8} mt={4}>
        {(assessments ?? []).map(({ id, name, code }) => (
          <Checkbox key={id} value={String(id)} label={name} description={code} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
