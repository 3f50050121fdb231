import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import { api } from '@/api';
import type { OrganizationChoice, UserInput } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { nameOf } from './naming';
import { emptyUser, UserForm } from './UserForm';

const t = texts.users;

interface Start {
  input: UserInput;
  organizations: Pick<OrganizationChoice, 'id' | 'name'>[];
  sentence: string;
}

/** A new user; with `?copy=ID` one that starts with what another may do, with `?organization=ID` one of an organization. */
export function NewUserScreen() {
  const [params] = useSearchParams();
  const copy = Number(params.get('copy') ?? 0);
  const organization = Number(params.get('organization') ?? 0);
  const query = useQuery({
    queryKey: ['users', 'start', copy, organization],
    queryFn: () => startOf(copy, organization),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Page title={t.newTitle} sentence={query.data?.sentence ?? t.newSentence}>
      <Loaded query={query}>{(start) => <Create key={copy} start={start} />}</Loaded>
    </Page>
  );
}

async function startOf(copy: number, organization: number): Promise<Start> {
  if (copy === 0 && organization === 0) return { input: emptyUser, organizations: [], sentence: t.newSentence };
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
  const create = useChange((input: UserInput) => api.users.Create(input), { quiet: true });
  return (
    <UserForm
      label={t.newTitle}
      initial={start.input}
      organizations={start.organizations}
      save={create.mutateAsync}
      onSaved={(saved) => {
        sayDone(t.created(nameOf(saved)));
        navigate(`/users/${saved.id}`, { replace: true });
      }}
      onCancel={() => navigate('/users')}
    />
  );
}
