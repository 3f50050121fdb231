import { Link, useNavigate } from 'react-router';
import { api } from '@/api';
import type { ContractInput } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { ContractForm } from './ContractForm';
import { NO_CONTRACT } from './useManyContracts';

const t = texts.contracts;

export function NewContractScreen() {
  const navigate = useNavigate();
  const create = useChange((input: ContractInput) => api.contracts.Create(input), { quiet: true });
  return (
    <Page title={t.newTitle} sentence={t.newSentence} above={<Link to="/contracts">{t.title}</Link>}>
      <ContractForm
        label={t.newTitle}
        initial={NO_CONTRACT}
        save={create.mutateAsync}
        onSaved={({ id, input }) => {
          sayDone(t.created(input.name));
          navigate(`/contracts/${id}`, { replace: true });
        }}
        onCancel={() => navigate('/contracts')}
      />
    </Page>
  );
}
