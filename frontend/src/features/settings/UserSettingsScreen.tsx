import { NumberInput, Radio, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '@/api';
import type { UserSettings } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { FormSection, Pair } from '@/components/FormSection';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';

const t = texts.settings.users;
const whole = z.number(t.numberMissing).int(t.numberMissing);
const check = z.object({
  passwordMinimum: whole,
  passwordMinimumWithSecondFactor: whole,
  sessionIdleMinutes: whole,
  sessionAbsoluteHours: whole,
  lockoutThreshold: whole,
});

/** Site Settings › Users. */
export function UserSettingsScreen() {
  const query = useQuery({ queryKey: ['settings', 'users'], queryFn: () => api.siteSettings.Users() });
  return (
    <Page title={t.title} sentence={t.sentence}>
      <Loaded query={query}>{(settings) => <Form settings={settings} />}</Loaded>
    </Page>
  );
}

function Form({ settings }: { settings: UserSettings }) {
  const save = useChange((input: UserSettings) => api.siteSettings.SaveUsers(input), { quiet: true });
  const record = useRecordForm({
    initial: settings,
    save: save.mutateAsync,
    check,
    onSaved: (saved) => {
      sayDone(t.saved);
      return saved;
    },
  });
  const { form } = record;
  const number = { allowDecimal: false, allowNegative: false, clampBehavior: 'none' } as const;

  return (
    <RecordForm record={record} label={t.form}>
      <FormSection title={t.secondFactor} sentence={t.secondFactorSentence}>
        <Radio.Group label={t.require} description={t.requireHelp} {...form.getInputProps('twoFactor')}>
          <Stack gap={8} mt={4}>
            {Object.entries(t.choices).map(([value, label]) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Stack>
        </Radio.Group>
      </FormSection>
      <FormSection title={t.passwords} sentence={t.passwordsSentence}>
        <NumberInput
          label={t.minimum}
          description={t.minimumHelp}
          {...number}
          {...form.getInputProps('passwordMinimum')}
        />
        <NumberInput
          label={t.minimumSecond}
          description={t.minimumSecondHelp}
          {...number}
          {...form.getInputProps('passwordMinimumWithSecondFactor')}
        />
      </FormSection>
      <FormSection title={t.sessions} sentence={t.sessionsSentence}>
        <Pair>
          <NumberInput
            label={t.idle}
            description={t.idleHelp}
            {...number}
            {...form.getInputProps('sessionIdleMinutes')}
          />
          <NumberInput
            label={t.absolute}
            description={t.absoluteHelp}
            {...number}
            {...form.getInputProps('sessionAbsoluteHours')}
          />
        </Pair>
      </FormSection>
      <FormSection title={t.lockout} sentence={t.lockoutSentence}>
        <NumberInput
          label={t.threshold}
          description={t.thresholdHelp}
          {...number}
          {...form.getInputProps('lockoutThreshold')}
        />
      </FormSection>
    </RecordForm>
  );
}
