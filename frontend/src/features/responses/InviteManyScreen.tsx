import { Button, Checkbox, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '@/api';
import { type Fault, toFault } from '@/api/fault';
import { chooseFile } from '@/api/system';
import type { ChosenFile, InvitationRequest } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ErrorNotice } from '@/components/ErrorNotice';
import { FormSection } from '@/components/FormSection';
import { sayFault } from '@/components/notices';
import { Page } from '@/components/Page';
import { SaveMenu } from '@/components/SaveMenu';
import { focusFirstError } from '@/components/useRecordForm';
import transfer from '@/features/transfer/Transfer.module.css';
import { LanguageField, WhatFields } from './fields';
import { dayAhead } from './useResponses';

const t = texts.responses;
const DAYS = 30;
const KINDS = ['.csv', '.xlsx', '.txt', '.tsv'];

/** A list of people, from a file or pasted, to be checked. */
export function InviteManyScreen() {
  const navigate = useNavigate();
  const container = useRef<HTMLFormElement>(null);
  const [way, setWay] = useState('file');
  const [file, setFile] = useState<ChosenFile>();
  const [fault, setFault] = useState<Fault>();
  const [values, setValues] = useState<InvitationRequest>({
    token: '',
    text: '',
    organizationId: 0,
    assessmentId: 0,
    cohortId: 0,
    byMail: true,
    language: '',
    expiresOn: dayAhead(DAYS),
  });
  const change = (changes: Partial<InvitationRequest>) => setValues((before) => ({ ...before, ...changes }));
  const check = useChange(api.invitations.Check, {
    quiet: true,
    onDone: ({ id }) => navigate(`/responses/invite/${id}`),
  });
  const choose = async () => {
    try {
      const chosen = await chooseFile(t.many.chooseTitle, KINDS);
      if (chosen) setFile(chosen);
    } catch (thrown) {
      sayFault(thrown);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setFault(undefined);
    const from = way === 'file' ? { token: file?.token ?? '', text: '' } : { token: '' };
    check.mutate(
      { ...values, ...from },
      {
        onError: (thrown) => {
          setFault(toFault(thrown));
          window.requestAnimationFrame(() => focusFirstError(container.current));
        },
      },
    );
  };
  const errors = fault?.fields ?? {};

  return (
    <Page title={t.many.title} sentence={t.many.sentence} above={<Link to="/responses">{t.title}</Link>}>
      <form ref={container} onSubmit={submit} aria-label={t.many.title} noValidate>
        {fault && Object.keys(errors).length === 0 ? <ErrorNotice error={fault} /> : null}
        <FormSection title={t.sections.what} sentence={t.sections.whatSentence}>
          <WhatFields
            organizationId={values.organizationId}
            assessmentId={values.assessmentId}
            errors={errors}
            onChange={change}
          />
        </FormSection>
        <FormSection title={t.many.people} sentence={t.many.peopleSentence}>
          <SegmentedControl
            aria-label={t.many.way}
            data={Object.entries(t.many.ways).map(([value, label]) => ({ value, label }))}
            value={way}
            onChange={setWay}
          />
          {way === 'file' ? (
            <div className={transfer.drop}>
              <span className={file ? transfer.name : transfer.about} dir="auto">
                {file ? file.name : t.many.none}
              </span>
              <div className={transfer.buttons}>
                <Button variant={file ? 'default' : 'filled'} onClick={choose}>
                  {file ? t.many.another : t.many.choose}
                </Button>
                {values.organizationId > 0 ? (
                  <SaveMenu
                    label={t.many.template}
                    title={t.many.savingTemplate}
                    kinds={t.files}
                    begin={(format) => api.invitations.SaveTemplate(values.organizationId, format)}
                  />
                ) : null}
              </div>
              {values.organizationId > 0 ? null : <p className={transfer.about}>{t.many.templateFirst}</p>}
              {errors.file ? <ErrorNotice error={{ ...fault, message: errors.file }} /> : null}
            </div>
          ) : (
            <Textarea
              label={t.many.list}
              description={t.many.listHelp}
              value={values.text}
              onChange={(event) => change({ text: event.currentTarget.value })}
              error={errors.file}
              autosize
              minRows={6}
              maxRows={16}
              dir="auto"
            />
          )}
        </FormSection>
        <FormSection title={t.sections.how} sentence={t.many.howSentence}>
          <TextInput
            label={t.fields.expires}
            type="date"
            min={dayAhead(0)}
            value={values.expiresOn}
            onChange={(event) => change({ expiresOn: event.currentTarget.value })}
            error={errors.expiresOn}
          />
          <LanguageField value={values.language} onChange={(language) => change({ language: language ?? '' })} />
          <Checkbox
            label={t.many.suppress}
            description={t.many.suppressHelp}
            checked={!values.byMail}
            onChange={(event) => change({ byMail: !event.currentTarget.checked })}
          />
        </FormSection>
        <div className={transfer.foot}>
          <Button type="submit" variant="filled" loading={check.isPending}>
            {t.many.check}
          </Button>
          <Button component={Link} to="/responses">
            {texts.app.cancel}
          </Button>
        </div>
      </form>
    </Page>
  );
}
