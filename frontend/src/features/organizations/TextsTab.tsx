import { SegmentedControl } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api';
import type { OrganizationDetail, OwnTexts } from '@/api/types';
import { withNonce } from '@/app/nonce';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { FormSection } from '@/components/FormSection';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import { MarkdownEditor } from '@/features/sitetext/MarkdownEditor';
import classes from './BrandingTab.module.css';
import { useShownOrganization } from './OrganizationScreen';

const t = texts.organizations.ownTexts;

type Which = 'about' | 'privacy';
const PARTS: Which[] = ['about', 'privacy'];

const inputOf = ({ about, privacy, seen }: OrganizationDetail): OwnTexts => ({ about, privacy, seen });

/** An organization's own "About us" and "Privacy policy", with the portal's page beside them (ORG-6). */
export function TextsTab() {
  const detail = useShownOrganization();
  const { id } = detail;
  const save = useChange((input: OwnTexts) => api.organizations.SaveTexts(id, input), { quiet: true });
  const record = useRecordForm({
    initial: inputOf(detail),
    save: save.mutateAsync,
    present: async () => inputOf(await api.organizations.Get(id)),
    onSaved: (saved) => {
      sayDone(t.saved);
      return inputOf(saved);
    },
  });
  const { form } = record;
  const values = form.getValues();
  return (
    <div className={classes.split}>
      <RecordForm record={record} label={t.title}>
        {PARTS.map((part) => (
          <FormSection key={part} title={t[part]} sentence={t.sentences[part]}>
            <MarkdownEditor
              label={t[part]}
              value={values[part]}
              onChange={(next) => {
                form.setFieldValue(part, next);
                form.clearFieldError(part);
              }}
              placeholders={[]}
              error={form.errors[part]}
            />
          </FormSection>
        ))}
      </RecordForm>
      <Preview id={id} values={values} />
    </div>
  );
}

function Preview({ id, values }: { id: number; values: OwnTexts }) {
  const [shown, setShown] = useState<Which>('about');
  const [input] = useDebouncedValue(values, 300);
  const query = useQuery({
    queryKey: ['organizations', 'texts-preview', id, input.about, input.privacy],
    queryFn: () => api.organizations.PreviewTexts(id, input),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <section className={classes.preview} aria-label={t.preview}>
      <h2 className={classes.title}>{t.preview}</h2>
      <SegmentedControl
        size="xs"
        aria-label={t.preview}
        value={shown}
        onChange={(next) => setShown(next === 'privacy' ? next : 'about')}
        data={PARTS.map((part) => ({ value: part, label: t[part] }))}
      />
      <Loaded query={query}>
        {(pages) => (
          <iframe
            key={pages[shown]}
            className={classes.frame}
            title={t.previewOf(t[shown])}
            sandbox=""
            srcDoc={withNonce(pages[shown])}
            tabIndex={-1}
          />
        )}
      </Loaded>
    </section>
  );
}
