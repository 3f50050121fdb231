import { Button, Modal, Select, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '@/api';
import type { MadeResponse, NewResponse } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import dialog from '@/components/ConfirmButton.module.css';
import { CopyField } from '@/components/CopyField';
import { FormSection, Pair } from '@/components/FormSection';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import { DriverFields, LanguageField, WhatFields } from './fields';
import { dayAhead } from './useResponses';

const t = texts.responses;
const DAYS = 30;

const empty = (): NewResponse => ({
  organizationId: 0,
  assessmentId: 0,
  firstName: '',
  lastName: '',
  email: '',
  assessorName: '',
  assessorEmail: '',
  language: '',
  expiresOn: dayAhead(DAYS),
  classifiers: {},
  drivers: {},
});

/** Invites one respondent by mail, or adds one whose link is handed over. */
export function NewResponseScreen() {
  const navigate = useNavigate();
  const [byMail, setByMail] = useState(true);
  const sent = useRef(empty());
  const [made, setMade] = useState<MadeResponse>();
  const create = useChange((input: NewResponse) => api.responses.Create(input, byMail), { quiet: true });
  const record = useRecordForm({
    initial: empty(),
    save: (input) => {
      sent.current = input;
      return create.mutateAsync(input);
    },
    onSaved: (saved: MadeResponse): NewResponse => {
      if (saved.link) {
        setMade(saved);
      } else {
        sayDone(t.sent(saved.respondent));
        navigate(`/responses?open=${saved.id}`, { replace: true });
      }
      // The next one is likely for the same organization and assessment.
      return { ...sent.current, firstName: '', lastName: '', email: '', classifiers: {} };
    },
  });
  const { form } = record;
  const values = form.getValues();
  const choices = useQuery({
    queryKey: ['responses', 'choices', values.organizationId, values.assessmentId],
    queryFn: () => api.responses.Choices(values.organizationId, values.assessmentId),
    placeholderData: keepPreviousData,
  }).data;

  return (
    <Page title={t.newTitle} sentence={t.newSentence} above={<Link to="/responses">{t.title}</Link>}>
      <RecordForm
        record={record}
        label={t.newTitle}
        save={byMail ? t.invite : t.addOnly}
        onCancel={() => navigate('/responses')}
      >
        <FormSection title={t.sections.what} sentence={t.sections.whatSentence}>
          <WhatFields
            organizationId={values.organizationId}
            assessmentId={values.assessmentId}
            errors={form.errors}
            onChange={(changes) => form.setValues(changes)}
          />
        </FormSection>
        <FormSection title={t.sections.who} sentence={t.sections.whoSentence}>
          <Pair>
            <TextInput label={t.fields.firstName} maxLength={100} dir="auto" {...form.getInputProps('firstName')} />
            <TextInput label={t.fields.lastName} maxLength={100} dir="auto" {...form.getInputProps('lastName')} />
          </Pair>
          <TextInput label={t.fields.email} type="email" {...form.getInputProps('email')} />
          <Select
            label={t.delivery}
            data={Object.entries(t.deliveries).map(([value, label]) => ({ value, label }))}
            value={byMail ? 'mail' : 'hand'}
            onChange={(value) => setByMail(value !== 'hand')}
            allowDeselect={false}
          />
        </FormSection>
        <FormSection title={t.sections.how} sentence={t.sections.howSentence}>
          <TextInput label={t.fields.expires} type="date" min={dayAhead(0)} {...form.getInputProps('expiresOn')} />
          <LanguageField {...form.getInputProps('language')} />
          <Pair>
            <TextInput
              label={t.fields.assessorName}
              maxLength={200}
              dir="auto"
              {...form.getInputProps('assessorName')}
            />
            <TextInput label={t.fields.assessorEmail} type="email" {...form.getInputProps('assessorEmail')} />
          </Pair>
          <p style={{ margin: 0, color: 'var(--soft)' }}>{t.fields.assessorHelp}</p>
        </FormSection>
        {choices && choices.classifiers.length > 0 ? (
          <FormSection title={t.sections.classifiers} sentence={t.sections.classifiersSentence}>
            {choices.classifiers.map(({ name, choices: offered }) => (
              <Select
                key={name}
                label={name}
                data={[{ value: '', label: t.fields.notSaid }, ...offered.map((one) => ({ value: one, label: one }))]}
                value={values.classifiers[name] ?? ''}
                onChange={(value) => form.setFieldValue('classifiers', { ...values.classifiers, [name]: value ?? '' })}
                allowDeselect={false}
              />
            ))}
          </FormSection>
        ) : null}
        {choices && choices.drivers.length > 0 ? (
          <FormSection title={t.sections.drivers} sentence={t.sections.driversSentence}>
            <DriverFields
              drivers={choices.drivers}
              said={values.drivers}
              onChange={(drivers) => form.setFieldValue('drivers', drivers)}
            />
          </FormSection>
        ) : null}
      </RecordForm>
      <Modal
        opened={made !== undefined}
        onClose={() => setMade(undefined)}
        title={t.madeLink(made?.respondent ?? '')}
        size={560}
        closeButtonProps={{ 'aria-label': texts.app.close }}
      >
        <div className={dialog.form}>
          <div>{t.madeLinkSentence}</div>
          <CopyField label={t.actions.linkLabel} value={made?.link ?? ''} help={t.actions.linkHelp} />
          <div className={dialog.buttons}>
            <Button onClick={() => setMade(undefined)}>{t.another}</Button>
            <Button variant="filled" onClick={() => navigate(`/responses?open=${made?.id ?? ''}`, { replace: true })}>
              {t.done}
            </Button>
          </div>
        </div>
      </Modal>
    </Page>
  );
}
