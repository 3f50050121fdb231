import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import { api } from '@/api';
import type { LinkInput } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { emptyLink, LinkForm } from './LinkForm';

const t = texts.links;

/** A new named link; `?parent=` chooses the organization under which it leads. */
export function NewLinkScreen() {
  const navigate = useNavigate();
  const parentId = Number(useSearchParams()[0].get('parent') ?? 0);
  const parent = useQuery({
    queryKey: ['organizations', 'get', parentId],
    queryFn: () => api.organizations.Get(parentId),
    enabled: parentId > 0,
  });
  const create = useChange((input: LinkInput) => api.links.Create(input), { quiet: true });
  const form = (chosen?: { id: number; name: string }) => (
    <LinkForm
      label={t.newTitle}
      initial={{ ...emptyLink, parentId: chosen?.id ?? 0 }}
      parent={chosen}
      save={create.mutateAsync}
      onSaved={({ link }) => {
        sayDone(t.created(link.name));
        navigate(`/links/${link.id}`, { replace: true });
      }}
      onCancel={() => navigate('/links')}
    />
  );
  return (
    <Page title={t.newTitle} sentence={t.newSentence}>
      {parentId > 0 ? <Loaded query={parent}>{form}</Loaded> : form()}
    </Page>
  );
}
