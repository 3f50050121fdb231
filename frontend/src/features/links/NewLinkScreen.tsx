import { useNavigate } from 'react-router';
import { api } from '@/api';
import type { LinkInput } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { emptyLink, LinkForm } from './LinkForm';

const t = texts.links;

export function NewLinkScreen() {
  const navigate = useNavigate();
  const create = useChange((input: LinkInput) => api.links.Create(input), { quiet: true });
  return (
    <Page title={t.newTitle} sentence={t.newSentence}>
      <LinkForm
        label={t.newTitle}
        initial={emptyLink}
        save={create.mutateAsync}
        onSaved={({ link }) => {
          sayDone(t.created(link.name));
          navigate(`/links/${link.id}`, { replace: true });
        }}
        onCancel={() => navigate('/links')}
      />
    </Page>
  );
}
