import { Checkbox, Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { PartnerPortalSettings } from '@/api/types';
import { texts } from '@/app/texts';

const t = texts.settings.portal;

interface LevelFieldProps {
  form: UseFormReturnType<PartnerPortalSettings>;
  /** Active organizations at level 1, 2, 3, 4. */
  counts: number[];
}

/** Whether registration asks for a parent, from which level, and whether its page lists them. */
export function LevelField({ form, counts }: LevelFieldProps) {
  const level = form.getValues().requireOrganizationLevel;
  const count = counts[level - 1] ?? 0;
  const help = level === 0 ? t.levelOff : count === 0 ? t.levelEmpty : t.levelCount(count);
  return (
    <>
      <Select
        label={t.level}
        description={help}
        data={[
          { value: '0', label: t.levelNone },
          ...[1, 2, 3, 4].map((value) => ({ value: String(value), label: t.levelName(value) })),
        ]}
        value={String(level)}
        onChange={(value) => form.setFieldValue('requireOrganizationLevel', Number(value ?? 0))}
        error={form.errors.requireOrganizationLevel}
      />
      {level > 0 ? (
        <Checkbox
          label={t.list}
          description={t.listHelp}
          {...form.getInputProps('listParents', { type: 'checkbox' })}
        />
      ) : null}
    </>
  );
}
