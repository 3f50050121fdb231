import { useNavigate } from 'react-router';
import { api } from '@/api';
import type { OrganizationInput } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { emptyOrganization, OrganizationForm } from './OrganizationForm';

const t = texts.organizations;

export function NewOrganizationScreen() {
  const navigate = useNavigate();
  const create = useChange((input: OrganizationInput) => api.organizations.Create(input), { quiet: true });
  return (
    <Page title={t.newTitle} sentence={t.newSentence}>
      <OrganizationForm
        label={t.newTitle}
        initial={emptyOrganization}
        save={create.mutateAsync}
        onSaved={(saved) => {
          sayDone(t.created(saved.name));
          navigate(`/organizations/${saved.id}`, { replace: true });
        }}
        onCancel={() => navigate('/organizations')}
      />
    </Page>
  );
}
