import { api } from '@/api';
import type { ChosenUsers, UsersOutcome } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { BulkBar } from '@/components/BulkBar';
import { ConfirmButton } from '@/components/ConfirmButton';
import { LeftOut } from '@/components/LeftOut';
import { sayDone } from '@/components/notices';
import { MOST_CHANGED, useChosen } from '@/components/useChosen';
import type { Selection } from '@/components/useSelection';
import { ExportMenu } from '@/features/transfer/TransferButtons';
import { AddToRole } from './AddToRole';

const t = texts.users;
const SMALL = { size: 'xs' } as const;

interface BulkProps {
  selection: Selection;
  /** What the list shows. */
  filter: ChosenUsers['filter'];
  /** How many match it in all, as far as that is known. */
  matching: number | undefined;
}

/** What can be done with many users at once. Suspending and restoring can be undone for exactly those it changed. */
export function UsersBulk({ selection, filter, matching }: BulkProps) {
  const { chosen, count } = useChosen('users', selection, filter, api.users.CountChosen);
  const tooMany = (count ?? 0) > MOST_CHANGED;
  const exactly = (ids: number[]): ChosenUsers => ({ ids, all: false, filter });
  const button = { ...SMALL, disabled: count === undefined || tooMany };
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
    onDone: (outcome) => say(t.bulk.suspended, outcome, (ids) => undoSuspend.mutate(exactly(ids))),
  });
  const restore = useChange(api.users.RestoreAll, {
    quiet: true,
    onDone: (outcome) => say(t.bulk.restored, outcome, (ids) => undoRestore.mutate(exactly(ids))),
  });
  const send = useChange(api.users.SendActivations, {
    quiet: true,
    onDone: (outcome) => say(t.bulk.sent, outcome),
  });

  return (
    <BulkBar
      selection={selection}
      count={count}
      matching={matching}
      note={tooMany ? texts.app.tooManyToChange : undefined}
    >
      <ConfirmButton
        title={t.bulk.suspendTitle(count ?? 0)}
        sentence={t.bulk.suspendSentence}
        confirm={t.actions.suspend}
        onConfirm={() => suspend.mutateAsync(chosen)}
        button={button}
      >
        {t.actions.suspend}
      </ConfirmButton>
      <ConfirmButton
        title={t.bulk.restoreTitle(count ?? 0)}
        sentence={t.bulk.restoreSentence}
        confirm={t.actions.restore}
        onConfirm={() => restore.mutateAsync(chosen)}
        button={button}
        silent={!selection.everything}
      >
        {t.actions.restore}
      </ConfirmButton>
      <ConfirmButton
        title={t.bulk.activationTitle(count ?? 0)}
        sentence={t.bulk.activationSentence}
        confirm={t.actions.sendActivation}
        onConfirm={() => send.mutateAsync(chosen)}
        button={button}
      >
        {t.actions.sendActivation}
      </ConfirmButton>
      <AddToRole
        chosen={chosen}
        disabled={button.disabled}
        onDone={(role, outcome, undo) => say(t.bulk.added(role), outcome, undo)}
      />
      <ExportMenu kind="users" ids={chosen.ids} chosen={count} size="xs" />
    </BulkBar>
  );
}
