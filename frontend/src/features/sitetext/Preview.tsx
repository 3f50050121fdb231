import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api';
import { withNonce } from '@/app/nonce';
import { texts } from '@/app/texts';
import { useSite } from '@/app/useSite';
import { OrganizationPicker } from '@/features/organizations/OrganizationPicker';
import classes from './EditTextScreen.module.css';

const t = texts.siteText;
const LANGUAGE = 'en';

interface PreviewProps {
  kind: string;
  label: string;
  subject: string;
  body: string;
}

/** The real page with the text as it is being typed, in a frame that can do nothing. */
export function Preview({ kind, label, subject, body }: PreviewProps) {
  const site = useSite().data;
  const [organization, setOrganization] = useState(0);
  const [typed] = useDebouncedValue({ subject, body }, 300);
  const page = useQuery({
    queryKey: ['site-text', 'preview', kind, typed, organization],
    queryFn: () => api.siteText.Preview(kind, typed.subject, typed.body, organization, LANGUAGE),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <section aria-labelledby="preview-title">
      <div className={classes.previewHead}>
        <h2 className={classes.title} id="preview-title">
          {t.preview}
        </h2>
        {site?.useOrganization ? (
          <div className={classes.picker}>
            <OrganizationPicker
              label={t.previewFor}
              hiddenLabel
              placeholder={t.previewNone}
              value={organization}
              onChange={setOrganization}
            />
          </div>
        ) : null}
      </div>
      {page.data ? (
        <iframe
          className={classes.frame}
          title={t.previewOf(label)}
          sandbox=""
          srcDoc={withNonce(page.data)}
          tabIndex={-1}
        />
      ) : (
        <div className={classes.frame} />
      )}
      {page.isError ? (
        <p className={classes.broken} role="status">
          {t.previewBroken}
        </p>
      ) : null}
    </section>
  );
}
