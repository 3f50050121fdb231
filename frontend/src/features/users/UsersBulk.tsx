import { Button } from '@mantine/core';
import { api } from '@/api';
import type { UsersOutcome } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { BulkBar } from '@/components/BulkBar';
import { ConfirmButton } from '@/components/ConfirmButton';
import { LeftOut } from '@/components/LeftOut';
import { sayDone } from '@/components/notices';
import type { Selection } from '@/components/useSelection';
import { ExportMenu } from '@/features/transfer/TransferButtons';

const t = texts.users;
const SMALL = { size: 'xs' } as const;

/** What can be done with many users at once. Suspending and restoring can be undone for exactly those it changed. */
export function UsersBulk({ selection }: { selection: Selection }) {
  const ids = [...selection.ids];
  const say = (sentence: (count: number) => string, outcome: UsersOutcome, undo?: (ids: number[]) => void) => {
    selection.clear();
    sayDone(
      <LeftOut
        done={sentence(outcome.changed.length)}
        heading={t.bulk.left(outcome.left.length)}
        left={outcome.left}
        others={t.bulk.others}
      />,
      undo && outcome.changed.length > 0 ? { run: () => undo(outcome.changed) } : undefined,
    );
  };

  const undoSuspend = useChange(api.users.RestoreAll, { onDone: (outcome) => say(t.bulk.restored, outcome) });
  const undoRestore = useChange(api.users.SuspendAll, { onDone: (outcome) => say(t.bulk.suspended, outcome) });
  const suspend = useChange(api.users.SuspendAll, {
    quiet: true,
    onDone: (outcome) => say(t.bulk.suspended, outcome, undoSuspend.mutate),
  });
  const restore = useChange(api.users.RestoreAll, {
    onDone: (outcome) => say(t.bulk.restored, outcome, undoRestore.mutate),
  });
  const send = useChange(api.users.SendActivations, {
    quiet: true,
    onDone: (outcome) => say(t.bulk.sent, outcome),
  });

  return (
    <BulkBar selection={selection}>
      <ConfirmButton
        title={t.bulk.suspendTitle(ids.length)}
        sentence={t.bulk.suspendSentence}
        confirm={t.actions.suspend}
        onConfirm={() => suspend.mutateAsync(ids)}
        button={SMALL}
      >
        {t.actions.suspend}
      </ConfirmButton>
      <Button {...SMALL} onClick={() => restore.mutate(ids)} loading={restore.isPending}>
        {t.actions.restore}
      </Button>
      <ConfirmButton
        title={t.bulk.activationTitle(ids.length)}
        sentence={t.bulk.activationSentence}
        confirm={t.actions.sendActivation}
        onConfirm={() => send.mutateAsync(ids)}
        button={SMALL}
      >
        {t.actions.sendActivation}
      </ConfirmButton>
      <ExportMenu kind="users" ids={ids} size="xs" />
    </BulkBar>
  );
}
