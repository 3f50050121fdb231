import { Alert, Button, Group, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { api } from '@/api';
import { type Fault, toFault } from '@/api/fault';
import { texts } from '@/app/texts';
import { FormSection } from '@/components/FormSection';
import { type MailValues, passwordOf } from './MailForm';
import classes from './TestSection.module.css';

const t = texts.mail;

type Outcome = { sentTo: string } | { fault: Fault };

/** Sends a test with what is typed, and says exactly what came of it. */
export function TestSection({ form }: { form: UseFormReturnType<MailValues> }) {
  const [to, setTo] = useState('');
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const said = useRef<HTMLDivElement>(null);
  // The bar with Save may cover what is said at the foot of the form.
  useEffect(() => {
    if (outcome) said.current?.scrollIntoView?.({ block: 'center' });
  }, [outcome]);
  const address = to || form.getValues().senderEmail;

  const send = async () => {
    const { password, ...settings } = form.getValues();
    setBusy(true);
    setOutcome(undefined);
    form.clearErrors();
    try {
      await api.siteSettings.TestMail(settings, passwordOf({ password, ...settings }), address);
      setOutcome({ sentTo: address });
    } catch (thrown) {
      const fault = toFault(thrown);
      form.setErrors(fault.fields);
      setOutcome({ fault });
    } finally {
      setBusy(false);
    }
  };

  const fault = outcome && 'fault' in outcome ? outcome.fault : undefined;
  return (
    <FormSection title={t.test} sentence={t.testSentence}>
      <TextInput
        label={t.testTo}
        type="email"
        placeholder={form.getValues().senderEmail}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        error={fault?.fields.to}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault(); // the form itself is saved with its own button
          send();
        }}
      />
      <Group>
        <Button onClick={send} loading={busy}>
          {t.testButton}
        </Button>
        {busy ? <span role="status">{t.testing}</span> : null}
      </Group>
      {outcome && 'sentTo' in outcome ? (
        <Alert ref={said} role="status" color="good" icon={<IconCheck stroke={1.5} />} className={classes.done}>
          {t.tested(outcome.sentTo)}
        </Alert>
      ) : null}
      {fault ? (
        <Alert
          ref={said}
          role="alert"
          color="bad"
          icon={<IconAlertTriangle stroke={1.5} />}
          className={classes.problem}
        >
          {fault.message}
        </Alert>
      ) : null}
    </FormSection>
  );
}
