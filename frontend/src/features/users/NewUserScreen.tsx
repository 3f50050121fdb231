import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { api } from '@/api';
import type { OrganizationChoice, UserInput } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { nameOf } from './naming';
import { emptyUser, UserForm, type UserTab } from './UserForm';

const t = texts.users;

interface Start {
  input: UserInput;
  organizations: Pick<OrganizationChoice, 'id' | 'name'>[];
  sentence: string;
}

/** A new user; with `?copy=ID` one that starts with what another may do, with `?organization=ID` one of an organization. */
export function NewUserScreen() {
  const [params] = useSearchParams();
  const individual = params.get('type') === 'individual';
  const copy = Number(params.get('copy') ?? 0);
  const organization = Number(params.get('organization') ?? 0);
  const query = useQuery({
    queryKey: ['users', 'start', copy, organization, individual],
    queryFn: () => startOf(copy, organization, individual),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Page title={individual ? t.newIndividual : t.newTitle} sentence={query.data?.sentence ?? t.newSentence}>
      <Loaded query={query}>{(start) => <Create key={copy} start={start} />}</Loaded>
    </Page>
  );
}

async function startOf(copy: number, organization: number, individual: boolean): Promise<Start> {
  if (copy === 0 && organization === 0) {
    const input = individual ? { ...emptyUser, type: 'individual' } : emptyUser;
    return { input, organizations: [], sentence: t.newSentence };
  }
  if (copy === 0) {
    const { id, name } = await api.organizations.Get(organization);
    const input = { ...emptyUser, organizationIds: [id] };
    return { input, organizations: [{ id, name }], sentence: t.newSentence };
  }
  const [input, original] = await Promise.all([api.users.Copy(copy), api.users.Get(copy)]);
  return { input, organizations: original.organizations, sentence: t.copySentence(nameOf(original)) };
}

function Create({ start }: { start: Start }) {
  const navigate = useNavigate();
  const [tab, setTab] = useState<UserTab>('account');
  const create = useChange((input: UserInput) => api.users.Create(input), { quiet: true });
  return (
    <UserForm
      label={t.newTitle}
      initial={start.input}
      organizations={start.organizations}
      tab={tab}
      onTab={setTab}
      save={create.mutateAsync}
      onSaved={(saved, close) => {
        sayDone(saved.type === 'individual' ? t.createdIndividual(nameOf(saved)) : t.created(nameOf(saved)));
        const stay = saved.type === 'individual' ? `/users/${saved.id}?tab=${tab}&edit=yes` : `/users/${saved.id}`;
        navigate(close ? '/users' : stay, { replace: true });
      }}
      onClose={(input) => (input.type === 'individual' ? () => navigate('/users') : undefined)}
      onCancel={() => navigate('/users')}
    />
  );
}
