import { Anchor, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '@/api';
import type { TextDetail } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import classes from './EditTextScreen.module.css';
import { MarkdownEditor } from './MarkdownEditor';
import { Preview } from './Preview';

const t = texts.siteText;

/** One text: the editor at the left, the real page with it at the right. */
export function EditTextScreen() {
  const kind = useParams().kind ?? '';
  const query = useQuery({ queryKey: ['site-text', 'one', kind], queryFn: () => api.siteText.Get(kind) });
  const text = query.data;
  const [restored, setRestored] = useState(0);
  const restore = useChange(() => api.siteText.RestoreDefault(kind), {
    quiet: true,
    onDone: ({ label }) => {
      sayDone(t.restored(label));
      setRestored((times) => times + 1);
    },
  });
  return (
    <Page
      title={text?.label ?? t.title}
      sentence={text?.help ?? t.sentence}
      above={
        <Anchor component={Link} to="/settings/features/site-text" inherit>
          {t.back}
        </Anchor>
      }
      action={
        text && !text.isDefault ? (
          <ConfirmButton
            title={t.restoreTitle(text.label)}
            sentence={t.restoreSentence}
            confirm={t.restore}
            onConfirm={() => restore.mutateAsync(undefined)}
          >
            {t.restore}
          </ConfirmButton>
        ) : null
      }
    >
      <Loaded query={query}>{(detail) => <Editor key={`${detail.kind} ${restored}`} detail={detail} />}</Loaded>
    </Page>
  );
}

function Editor({ detail }: { detail: TextDetail }) {
  const save = useChange(
    ({ subject, body }: { subject: string; body: string }) => api.siteText.Save(detail.kind, subject, body),
    { quiet: true },
  );
  const record = useRecordForm({
    initial: { subject: detail.subject, body: detail.body },
    save: save.mutateAsync,
    onSaved: (saved) => {
      sayDone(t.saved(saved.label));
      return { subject: saved.subject, body: saved.body };
    },
  });
  const { form } = record;
  const { subject, body } = form.getValues();

  return (
    <RecordForm record={record} label={detail.label}>
      <div className={classes.columns}>
        <div className={classes.column}>
          {detail.isMail ? <TextInput label={t.subject} dir="auto" {...form.getInputProps('subject')} /> : null}
          <MarkdownEditor
            label={t.body}
            value={body}
            onChange={(next) => {
              form.setFieldValue('body', next);
              form.clearFieldError('body');
            }}
            placeholders={detail.placeholders}
            error={form.errors.body}
          />
        </div>
        <Preview kind={detail.kind} label={detail.label} subject={subject} body={body} />
      </div>
    </RecordForm>
  );
}
