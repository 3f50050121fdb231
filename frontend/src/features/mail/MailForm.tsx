import { Checkbox, NumberInput, PasswordInput, Radio, Stack, TextInput } from '@mantine/core';
import { z } from 'zod';
import { api } from '@/api';
import type { MailSettings, MailState } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { FormSection, Pair } from '@/components/FormSection';
import { sayDone } from '@/components/notices';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import { TestSection } from './TestSection';

const t = texts.mail;
const check = z.object({
  port: z.number(t.portMissing).int(t.portMissing).min(1, t.portMissing).max(65535, t.portMissing),
});

/** The port that goes with each protection, until another one is typed. */
const PORTS: Record<string, number> = { tls: 465, starttls: 587, none: 25 };

export type MailValues = MailSettings & { password: string };

/** What the program is given: a password that was not typed is the one that is kept. */
export const passwordOf = ({ password }: MailValues) => ({ password, isTyped: password !== '' });

export function MailForm({ state }: { state: MailState }) {
  const save = useChange(
    ({ password, ...settings }: MailValues) =>
      api.siteSettings.SaveMail(settings, passwordOf({ password, ...settings })),
    { quiet: true },
  );
  const record = useRecordForm<MailValues, MailState>({
    initial: { ...state.settings, password: '' },
    save: save.mutateAsync,
    check,
    onSaved: (saved) => {
      sayDone(t.saved);
      return { ...saved.settings, password: '' };
    },
  });
  const { form } = record;
  const protect = (protection: string) => {
    if (Object.values(PORTS).includes(form.getValues().port)) form.setFieldValue('port', PORTS[protection] ?? 587);
    form.setFieldValue('protection', protection);
  };

  return (
    <RecordForm record={record} label={t.title}>
      <FormSection title={t.sending} sentence={t.sendingSentence}>
        <Checkbox label={t.isOn} description={t.isOnHelp} {...form.getInputProps('isOn', { type: 'checkbox' })} />
      </FormSection>
      <FormSection title={t.server} sentence={t.serverSentence}>
        <Pair>
          <TextInput label={t.name} description={t.nameHelp} spellCheck={false} {...form.getInputProps('server')} />
          <NumberInput
            label={t.port}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="none"
            {...form.getInputProps('port')}
          />
        </Pair>
        <Radio.Group label={t.protection} {...form.getInputProps('protection')} onChange={protect}>
          <Stack gap={8} mt={4}>
            {Object.entries(t.protections).map(([value, { label, help }]) => (
              <Radio key={value} value={value} label={label} description={help} />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          label={t.authority}
          description={t.authorityHelp}
          spellCheck={false}
          {...form.getInputProps('authorityFile')}
        />
      </FormSection>
      <FormSection title={t.login} sentence={t.loginSentence}>
        <TextInput label={t.user} autoComplete="off" spellCheck={false} {...form.getInputProps('login')} />
        <PasswordInput
          label={t.password}
          description={state.hasPassword ? t.passwordKept : t.passwordNone}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t.showPassword }}
          {...form.getInputProps('password')}
        />
      </FormSection>
      <FormSection title={t.sender} sentence={t.senderSentence}>
        <TextInput
          label={t.email}
          description={t.emailHelp}
          type="email"
          spellCheck={false}
          {...form.getInputProps('senderEmail')}
        />
        <TextInput label={t.senderName} description={t.senderNameHelp} {...form.getInputProps('senderName')} />
      </FormSection>
      <TestSection form={form} />
    </RecordForm>
  );
}
