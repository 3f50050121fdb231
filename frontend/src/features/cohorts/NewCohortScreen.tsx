import { Link, useNavigate } from 'react-router';
import { api } from '@/api';
import type { CohortInput } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { CohortForm } from './CohortForm';

const t = texts.cohorts;
const DAYS = 30;

const empty = (): CohortInput => ({
  organizationId: 0,
  assessmentId: 0,
  type: 'group',
  name: '',
  subjectFirstName: '',
  subjectLastName: '',
  subjectEmail: '',
  closesOn: new Date(Date.now() + DAYS * 86_400_000).toISOString().slice(0, 10),
  minimum: 3,
  maximum: 0,
  isAnonymous: false,
  drivers: {},
  remindDays: 7,
  language: '',
  isOpen: false,
});

export function NewCohortScreen() {
  const navigate = useNavigate();
  const create = useChange((input: CohortInput) => api.cohorts.Create(input), { quiet: true });
  return (
    <Page title={t.newTitle} sentence={t.newSentence} above={<Link to="/cohorts">{t.title}</Link>}>
      <CohortForm
        label={t.newTitle}
        initial={empty()}
        save={create.mutateAsync}
        onSaved={({ id, input }) => {
          sayDone(t.created(input.name));
          navigate(`/cohorts/${id}`, { replace: true });
        }}
        onCancel={() => navigate('/cohorts')}
      />
    </Page>
  );
}
