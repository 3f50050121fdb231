import { Checkbox, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import { useRestrictions } from './useUsers';

interface RestrictionTicksProps {
  value: string[];
  onChange: (names: string[]) => void;
  error?: ReactNode;
}

/** A tick for each access restriction, in the program's words and order. */
export function RestrictionTicks({ value, onChange, error }: RestrictionTicksProps) {
  const query = useRestrictions();
  return (
    <Loaded query={query}>
      {(restrictions) => (
        <Checkbox.Group
          label={texts.users.sections.restrictions}
          value={value}
          onChange={onChange}
          error={error}
          data-error={error ? true : undefined}
        >
          <Stack gap={8} mt={4}>
            {restrictions.map(({ name, label, help }) => (
              <Checkbox key={name} value={name} label={label} description={help || undefined} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
    </Loaded>
  );
}
