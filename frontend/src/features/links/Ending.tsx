import { Button } from '@mantine/core';
import { api } from '@/api';
import type { LinkRow } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { sayDone } from '@/components/notices';

const t = texts.links;

const isEnded = (link: LinkRow) => link.isDefault || link.state === 'revoked';

/** Closes a link for a while, with a way back, or opens it again. */
export function PauseButton({ link }: { link: LinkRow }) {
  const isPaused = link.state === 'paused';
  const change = useChange((paused: boolean) => api.links.Pause(link.id, paused), {
    onDone: (_, paused) =>
      paused ? sayDone(t.paused(link.name), { run: () => change.mutate(false) }) : sayDone(t.resumed(link.name)),
  });
  if (isEnded(link)) return null;
  return (
    <Button size="xs" loading={change.isPending} onClick={() => change.mutate(!isPaused)}>
      {isPaused ? t.resume : t.pause}
    </Button>
  );
}

/** Closes a link for good, after a question. */
export function RevokeButton({ link }: { link: LinkRow }) {
  const revoke = useChange(() => api.links.Revoke(link.id), {
    quiet: true,
    onDone: () => sayDone(t.revoked(link.name)),
  });
  if (isEnded(link)) return null;
  return (
    <ConfirmButton
      title={t.revokeTitle(link.name)}
      sentence={t.revokeSentence}
      confirm={t.revoke}
      danger
      onConfirm={() => revoke.mutateAsync(undefined)}
      button={{ size: 'xs' }}
    >
      {t.revoke}
    </ConfirmButton>
  );
}
