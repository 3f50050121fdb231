import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { api } from '@/api';
import type { OrganizationDetail } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { CopyField } from '@/components/CopyField';
import { sayDone } from '@/components/notices';
import classes from './KeyFields.module.css';

const t = texts.organizations;

interface KeyFieldsProps {
  organization: OrganizationDetail;
  /** What stands beside Replace key. */
  action?: ReactNode;
}

/** The organization key and the whole registration address under this organization. */
export function KeyFields({ organization, action }: KeyFieldsProps) {
  const replace = useChange((id: number) => api.organizations.ReplaceKey(id), {
    quiet: true,
    onDone: () => sayDone(t.replaced),
  });
  const { id, name, key, registrationLink, linkProblem, level, status } = organization;
  if (!key) {
    return (
      <div className={classes.fields}>
        <p className={classes.none}>{status === 'active' && level >= 5 ? t.noKeyLevel : t.noKeyArchived}</p>
        {action ? <div>{action}</div> : null}
      </div>
    );
  }
  return (
    <div className={classes.fields}>
      <CopyField label={t.key} value={key} help={t.keyHelp} />
      {registrationLink ? (
        <CopyField
          label={t.link(name)}
          value={registrationLink}
          button={t.copyLink}
          help={
            <>
              {t.linkHelp(name, level + 1)}
              {linkProblem ? <span className={classes.warning}> {linkProblem}</span> : null}
            </>
          }
        />
      ) : (
        <p className={classes.none}>{t.noLink}</p>
      )}
      <Group gap={8}>
        <ConfirmButton
          title={t.replaceTitle(name)}
          sentence={t.replaceSentence}
          confirm={t.replaceKey}
          danger
          onConfirm={() => replace.mutateAsync(id)}
          button={{ size: 'xs' }}
        >
          {t.replaceKey}
        </ConfirmButton>
        {action}
      </Group>
    </div>
  );
}
