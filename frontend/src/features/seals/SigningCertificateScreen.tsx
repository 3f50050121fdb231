import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import { finishSaving } from '@/api/system';
import type { SigningCertificate } from '@/api/types';
import { day } from '@/app/format';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { CopyField } from '@/components/CopyField';
import { EmptyState } from '@/components/EmptyState';
import { FormSection } from '@/components/FormSection';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { StatusDot } from '@/components/StatusDot';
import { EarlierCertificates } from './EarlierCertificates';
import { ReplaceDialog } from './ReplaceDialog';
import classes from './Seals.module.css';

const t = texts.seals;

/** Site Settings › Signing certificate. */
export function SigningCertificateScreen() {
  const [opened, { open, close }] = useDisclosure(false);
  const query = useQuery({ queryKey: ['seals'], queryFn: () => api.seals.List() });
  const renew = useChange(() => api.seals.Renew(), { onDone: () => sayDone(t.made) });
  const save = useChange(api.seals.Save, {
    onDone: (file) => {
      const where = finishSaving(file);
      if (where) sayDone(texts.app.savedTo(where));
    },
  });
  const replace = (
    <Button variant="filled" onClick={open}>
      {t.replaceTitle}
    </Button>
  );
  const has = (query.data?.current.length ?? 0) > 0;
  return (
    <Page title={t.title} sentence={t.sentence} action={has ? replace : undefined}>
      <Loaded query={query}>
        {({ current, earlier }) => (
          <>
            {current.map((one) => (
              <FormSection key={one.id} title={t.current} sentence={t.currentSentence}>
                <Facts certificate={one} />
                <CopyField label={t.fingerprint} value={spaced(one.fingerprint)} />
                <div className={classes.buttons}>
                  <Button size="xs" onClick={() => save.mutate(one.id)}>
                    {t.save}
                  </Button>
                  <ConfirmButton
                    button={{ size: 'xs' }}
                    title={t.renewTitle}
                    sentence={t.renewSentence}
                    confirm={t.renew}
                    onConfirm={() => renew.mutateAsync(undefined)}
                  >
                    {t.renew}
                  </ConfirmButton>
                </div>
              </FormSection>
            ))}
            {current.length === 0 ? (
              <div className={classes.empty}>
                <EmptyState
                  drawing="sheet"
                  title={t.emptyTitle}
                  sentence={t.emptySentence}
                  action={
                    <>
                      <Button variant="filled" onClick={() => renew.mutate(undefined)} loading={renew.isPending}>
                        {t.makeFirst}
                      </Button>
                      <Button onClick={open}>{t.replaceTitle}</Button>
                    </>
                  }
                />
              </div>
            ) : null}
            {earlier.length > 0 ? <EarlierCertificates all={earlier} onSave={(id) => save.mutate(id)} /> : null}
          </>
        )}
      </Loaded>
      <ReplaceDialog opened={opened} onClose={close} />
    </Page>
  );
}

function Facts({ certificate }: { certificate: SigningCertificate }) {
  const { hasEnded, endsSoon } = certificate;
  const tone = hasEnded ? 'bad' : endsSoon ? 'warn' : 'good';
  const word = hasEnded ? t.ended : endsSoon ? t.endsSoon : t.valid;
  return (
    <>
      <StatusDot tone={tone}>{word}</StatusDot>
      {hasEnded || endsSoon ? <p className={classes.help}>{hasEnded ? t.endedHelp : t.soonHelp}</p> : null}
      <dl className={classes.facts}>
        <dt>{t.subject}</dt>
        <dd dir="auto">{certificate.subject}</dd>
        <dt>{t.issuer}</dt>
        <dd dir="auto">{certificate.origin === 'site' ? t.bySite : certificate.issuer}</dd>
        <dt>{t.origin}</dt>
        <dd>{t.origins[certificate.origin]}</dd>
        <dt>{t.validUntil}</dt>
        <dd>{day(certificate.validUntil)}</dd>
        <dt>{t.since}</dt>
        <dd>{day(certificate.since)}</dd>
      </dl>
    </>
  );
}

/** A fingerprint in groups that can be read out. */
const spaced = (fingerprint: string) => fingerprint.match(/.{1,8}/g)?.join(' ') ?? fingerprint;
