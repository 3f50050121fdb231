import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { api } from '@/api';
import type { ActivationLetter, UserDetail } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { sayDone } from '@/components/notices';
import { ActivationDialog } from './ActivationDialog';
import { nameOf } from './naming';

const t = texts.users.actions;
const SMALL = { size: 'xs' } as const;

/** What the administrator can do about somebody's signing in. None of it shows or chooses a password. */
export function UserActions({ user }: { user: UserDetail }) {
  const name = nameOf(user);
  const { id } = user;
  const [letter, setLetter] = useState<ActivationLetter>();
  const restore = useChange(() => api.users.Restore(id), { onDone: () => sayDone(t.restored(name)) });
  const suspend = useChange(() => api.users.Suspend(id), {
    quiet: true,
    onDone: () => sayDone(t.suspended(name), { run: () => restore.mutate(undefined) }),
  });
  const unlock = useChange(() => api.users.Unlock(id), { onDone: () => sayDone(t.unlocked(name)) });
  const reset = useChange(() => api.users.ResetSecondFactor(id), {
    quiet: true,
    onDone: () => sayDone(t.reset(name)),
  });
  const end = useChange(() => api.users.EndSessions(id), { quiet: true, onDone: () => sayDone(t.ended(name)) });
  const send = useChange(() => api.users.SendActivation(id), { quiet: true, onDone: setLetter });

  return (
    <Group gap={8}>
      <ConfirmButton
        title={t.activationTitle(name)}
        sentence={t.activationSentence}
        confirm={t.sendActivation}
        onConfirm={() => send.mutateAsync(undefined)}
        button={SMALL}
      >
        {t.sendActivation}
      </ConfirmButton>
      {user.isLockedOut ? (
        <Button {...SMALL} onClick={() => unlock.mutate(undefined)} loading={unlock.isPending}>
          {t.unlock}
        </Button>
      ) : null}
      {user.isSuspended ? (
        <Button {...SMALL} onClick={() => restore.mutate(undefined)} loading={restore.isPending}>
          {t.restore}
        </Button>
      ) : (
        <ConfirmButton
          title={t.suspendTitle(name)}
          sentence={t.suspendSentence}
          confirm={t.suspend}
          onConfirm={() => suspend.mutateAsync(undefined)}
          button={SMALL}
        >
          {t.suspend}
        </ConfirmButton>
      )}
      {user.twoFactor ? (
        <ConfirmButton
          title={t.resetTitle(name)}
          sentence={t.resetSentence}
          confirm={t.resetSecondFactor}
          danger
          onConfirm={() => reset.mutateAsync(undefined)}
          button={SMALL}
        >
          {t.resetSecondFactor}
        </ConfirmButton>
      ) : null}
      {user.sessions > 0 ? (
        <ConfirmButton
          title={t.endTitle(name)}
          sentence={t.endSentence(user.sessions)}
          confirm={t.endSessions}
          onConfirm={() => end.mutateAsync(undefined)}
          button={SMALL}
        >
          {t.endSessions}
        </ConfirmButton>
      ) : null}
      <ActivationDialog letter={letter} onClose={() => setLetter(undefined)} />
    </Group>
  );
}
