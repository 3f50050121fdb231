import { Alert, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { api } from '@/api';
import type { LinkDetail, LinkInput } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { FormSection } from '@/components/FormSection';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { SaveMenu } from '@/components/SaveMenu';
import { LinkStateDot } from './columns';
import { PauseButton, RevokeButton } from './Ending';
import { ButtonAndMail, LinkAddress, selectionOf } from './Handing';
import { inputOf, LinkForm } from './LinkForm';
import { useLink } from './useLinks';

const t = texts.links;

/** One link: its form, its kit, and the ways to close it. */
export function LinkScreen() {
  const id = Number(useParams().id);
  const query = useLink(id);
  const detail = query.data;
  return (
    <Page
      title={detail?.link.name ?? t.one}
      sentence={detail?.link.isDefault ? t.defaultHelp : t.editSentence}
      above={<Link to="/links">{t.title}</Link>}
      action={detail ? <LinkStateDot link={detail.link} /> : null}
    >
      <Loaded query={query}>
        {(loaded) => {
          const fixed = loaded.link.isDefault || loaded.link.state === 'revoked';
          return fixed ? <Kit detail={loaded} /> : <Edit key={loaded.link.id} detail={loaded} />;
        }}
      </Loaded>
    </Page>
  );
}

function Edit({ detail }: { detail: LinkDetail }) {
  const update = useChange((input: LinkInput) => api.links.Update(detail.link.id, input), { quiet: true });
  return (
    <LinkForm
      label={detail.link.name}
      initial={inputOf(detail)}
      parent={detail.parent.id ? detail.parent : undefined}
      save={update.mutateAsync}
      onSaved={() => sayDone(t.saved)}
    >
      <Kit detail={detail} />
      <FormSection title={t.sections.ending} sentence={t.sections.endingSentence}>
        <Group gap={8}>
          <PauseButton link={detail.link} />
          <RevokeButton link={detail.link} />
        </Group>
      </FormSection>
    </LinkForm>
  );
}

function Kit({ detail }: { detail: LinkDetail }) {
  return (
    <FormSection title={t.sections.kit} sentence={t.sections.kitSentence}>
      {detail.address ? (
        <>
          <LinkAddress detail={detail} />
          <ButtonAndMail {...detail} />
          <Group>
            <SaveMenu
              label={t.saveAs}
              title={t.saving}
              kinds={t.files}
              begin={(format) => api.links.SaveKit(selectionOf({ linkId: detail.link.id }), format)}
            />
          </Group>
        </>
      ) : (
        <Alert icon={<IconAlertTriangle stroke={1.5} />} color="warn" p="sm">
          {detail.link.problem || t.notUsable}
        </Alert>
      )}
    </FormSection>
  );
}
