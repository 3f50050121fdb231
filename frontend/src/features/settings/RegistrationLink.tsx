import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { api } from '@/api';
import { keepCopied } from '@/api/system';
import type { PartnerPortalState } from '@/api/types';
import { texts } from '@/app/texts';
import { CopyField } from '@/components/CopyField';
import classes from './PartnerPortal.module.css';

const t = texts.settings.portal;
const LOOPBACK = /^https?:\/\/(127\.|localhost|\[::1\])/;

/** The default registration link, once it is saved that there is one. */
export function RegistrationLink({ state }: { state: PartnerPortalState }) {
  const { registrationLink, linkProblem, opened, registered } = state;
  if (!registrationLink) return <p className={classes.note}>{t.linkLater}</p>;
  return (
    <CopyField
      label={t.link}
      value={registrationLink}
      button={t.copyUrl}
      onCopy={async () => keepCopied(await api.portalSettings.CopyLink())}
      help={
        <>
          {t.opened(opened, registered)}
          {linkProblem ? <span className={classes.warning}> {linkProblem}</span> : null}
          {LOOPBACK.test(registrationLink) ? (
            <span className={classes.warning}>
              {' '}
              {t.onlyHere}{' '}
              <Anchor component={Link} to="/settings/listener" inherit underline="always">
                {t.toListener}
              </Anchor>
            </span>
          ) : null}
        </>
      }
    />
  );
}
