import { useNavigate } from 'react-router';
import { api } from '@/api';
import type { OrganizationDetail, OrganizationInput } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { FormSection } from '@/components/FormSection';
import { sayDone } from '@/components/notices';
import { ArchiveButton } from './ArchiveButton';
import { KeyFields } from './KeyFields';
import { inputOf, OrganizationForm } from './OrganizationForm';
import { useShownOrganization } from './OrganizationScreen';

const t = texts.organizations;

/** The edit form, with the key, the link, and the way to the archive. */
export function SettingsTab() {
  const detail = useShownOrganization();
  const update = useChange((input: OrganizationInput) => api.organizations.Update(detail.id, input), { quiet: true });
  return (
    <OrganizationForm
      label={detail.name}
      initial={inputOf(detail)}
      self={detail}
      save={update.mutateAsync}
      onSaved={() => sayDone(t.saved)}
    >
      <FormSection title={t.sections.registration} sentence={t.sections.registrationSentence}>
        <KeyFields organization={detail} />
      </FormSection>
      <FormSection title={t.sections.archive} sentence={t.sections.archiveSentence}>
        <Ending detail={detail} />
      </FormSection>
    </OrganizationForm>
  );
}

function Ending({ detail }: { detail: OrganizationDetail }) {
  const navigate = useNavigate();
  const remove = useChange(() => api.organizations.Delete(detail.id, detail.name), {
    quiet: true,
    onDone: () => {
      sayDone(t.removed(detail.name));
      navigate('/organizations', { replace: true });
    },
  });
  return (
    <div style={{ display: 'flex', gap: 8 }}>
      <ArchiveButton organization={detail} />
      <ConfirmButton
        title={t.removeTitle(detail.name)}
        sentence={t.removeSentence}
        confirm={t.remove}
        danger
        typeName={detail.name}
        onConfirm={() => remove.mutateAsync(undefined)}
        button={{ size: 'xs' }}
      >
        {t.remove}
      </ConfirmButton>
    </div>
  );
}
