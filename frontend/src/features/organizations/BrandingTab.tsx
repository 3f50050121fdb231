import { Button, Checkbox, ColorInput, Group } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api';
import { chooseFile } from '@/api/system';
import type { BrandingDetail, BrandingInput } from '@/api/types';
import { withNonce } from '@/app/nonce';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { FormSection, Pair } from '@/components/FormSection';
import { Loaded } from '@/components/Loaded';
import { sayDone, sayFault } from '@/components/notices';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import classes from './BrandingTab.module.css';
import { useShownOrganization } from './OrganizationScreen';

const t = texts.organizations.branding;
const KINDS = ['.png', '.jpg', '.jpeg', '.webp'];

const inputOf = (detail: BrandingDetail): BrandingInput => ({
  primaryColour: detail.primaryColour,
  accentColour: detail.accentColour,
  logoToken: '',
  removeLogo: false,
});

/** An organization's logo and colours, with the portal's page beside them as it would look (ORG-6). */
export function BrandingTab() {
  const { id } = useShownOrganization();
  const query = useQuery({
    queryKey: ['organizations', 'branding', id],
    queryFn: () => api.organizations.Branding(id),
  });
  return <Loaded query={query}>{(detail) => <Form key={id} id={id} detail={detail} />}</Loaded>;
}

function Form({ id, detail }: { id: number; detail: BrandingDetail }) {
  const [chosen, setChosen] = useState('');
  const save = useChange((input: BrandingInput) => api.organizations.SaveBranding(id, input), { quiet: true });
  const record = useRecordForm({
    initial: inputOf(detail),
    save: save.mutateAsync,
    onSaved: (saved) => {
      sayDone(t.saved);
      setChosen('');
      return inputOf(saved);
    },
  });
  const { form } = record;
  const values = form.getValues();

  const choose = async () => {
    try {
      const file = await chooseFile(t.chooseLogo, KINDS);
      if (!file) return;
      form.setFieldValue('logoToken', file.token);
      form.setFieldValue('removeLogo', false);
      form.clearFieldError('logo');
      setChosen(file.name);
    } catch (thrown) {
      sayFault(thrown);
    }
  };

  return (
    <div className={classes.split}>
      <RecordForm record={record} label={t.title}>
        <FormSection title={t.logo} sentence={t.logoSentence}>
          {detail.logo && !values.removeLogo && !chosen ? (
            <img className={classes.logo} src={detail.logo} alt={t.logoNow(detail.logoWidth, detail.logoHeight)} />
          ) : null}
          <Group gap={10}>
            <Button size="xs" onClick={choose}>
              {detail.logo ? t.replaceLogo : t.chooseLogo}
            </Button>
            <span className={classes.quiet} role="status">
              {chosen && values.logoToken ? t.chosen(chosen) : detail.logo ? '' : t.noLogo(detail.inheritedFrom)}
            </span>
          </Group>
          {detail.logo ? (
            <Checkbox label={t.removeLogo} {...form.getInputProps('removeLogo', { type: 'checkbox' })} />
          ) : null}
          {form.errors.logo ? (
            <p className={classes.error} role="alert">
              {form.errors.logo}
            </p>
          ) : null}
        </FormSection>
        <FormSection title={t.colours} sentence={t.coloursSentence}>
          <Pair>
            <ColorInput
              label={t.primary}
              description={t.primaryHelp}
              placeholder={t.inherited(detail.inheritedFrom)}
              format="hex"
              withEyeDropper={false}
              {...form.getInputProps('primaryColour')}
            />
            <ColorInput
              label={t.accent}
              description={t.accentHelp}
              placeholder={t.likePrimary}
              format="hex"
              withEyeDropper={false}
              {...form.getInputProps('accentColour')}
            />
          </Pair>
        </FormSection>
      </RecordForm>
      <Preview id={id} values={values} />
    </div>
  );
}

function Preview({ id, values }: { id: number; values: BrandingInput }) {
  const [input] = useDebouncedValue(values, 300);
  const query = useQuery({
    queryKey: ['organizations', 'branding-preview', id, input],
    queryFn: () => api.organizations.PreviewBranding(id, input),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <section className={classes.preview} aria-label={t.preview}>
      <h2 className={classes.title}>{t.preview}</h2>
      <Loaded query={query}>
        {({ page, checks }) => (
          <>
            <iframe
              // A frame that is still loading can miss that its page has changed.
              key={page}
              className={classes.frame}
              title={t.preview}
              sandbox=""
              srcDoc={withNonce(page)}
              tabIndex={-1}
            />
            {checks.map(({ ground, contrast, enough, used }) => (
              <p key={ground} className={classes.check}>
                <span className={classes.swatch} style={{ background: used }} />
                {enough ? t.enough(ground, contrast) : t.adjusted(ground, contrast, used)}
              </p>
            ))}
          </>
        )}
      </Loaded>
    </section>
  );
}
