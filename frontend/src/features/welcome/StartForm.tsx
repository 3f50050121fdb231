import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '@/api';
import { toFault } from '@/api/fault';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ErrorNotice } from '@/components/ErrorNotice';
import { sayDone } from '@/components/notices';
import classes from './WelcomeScreen.module.css';

/** The few things that a new site asks. */
export function StartForm({ onBack }: { onBack: () => void }) {
  const t = texts.welcome;
  const g = texts.settings.general;
  const navigate = useNavigate();
  const [error, setError] = useState<unknown>();
  const zones = useQuery({
    queryKey: ['settings', 'time-zones'],
    queryFn: () => api.siteSettings.TimeZones(),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  const form = useForm({
    initialValues: {
      siteName: '',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
      useOrganization: true,
      usePartnerPortal: true,
      useAllotments: false,
      useCohorts: false,
      useContracts: false,
    },
    validate: { siteName: (name) => (name.trim() ? null : g.nameMissing) },
  });
  const begin = useChange((input: typeof form.values) => api.firstStart.StartEmpty(input), {
    quiet: true,
    onDone: () => {
      navigate('/', { replace: true });
      sayDone(t.begun);
    },
  });
  const submit = form.onSubmit(
    async (values) => {
      setError(undefined);
      try {
        await begin.mutateAsync(values);
      } catch (thrown) {
        const fault = toFault(thrown);
        form.setErrors(fault.fields ?? {});
        setError(thrown);
      }
    },
    () => form.getInputNode('siteName')?.focus(),
  );

  return (
    <form className={classes.card} onSubmit={submit} aria-label={t.form} noValidate>
      <h2 className={classes.cardTitle}>{t.form}</h2>
      <p className={classes.cardSentence}>{t.formSentence}</p>
      <TextInput
        label={g.siteName}
        placeholder={t.namePlaceholder}
        maxLength={100}
        dir="auto"
        autoFocus
        {...form.getInputProps('siteName')}
      />
      <Select
        label={g.timeZone}
        searchable
        limit={200}
        allowDeselect={false}
        data={zones ?? [form.values.timeZone]}
        {...form.getInputProps('timeZone')}
      />
      <Checkbox
        label={g.useOrganization}
        description={g.useOrganizationHelp}
        {...form.getInputProps('useOrganization', { type: 'checkbox' })}
      />
      <Checkbox
        label={g.usePartnerPortal}
        description={g.usePartnerPortalHelp}
        {...form.getInputProps('usePartnerPortal', { type: 'checkbox' })}
      />
      {error ? <ErrorNotice error={error} /> : null}
      <div className={classes.buttons}>
        <Button onClick={onBack}>{t.back}</Button>
        <Button type="submit" variant="filled" loading={begin.isPending}>
          {t.begin}
        </Button>
      </div>
    </form>
  );
}
