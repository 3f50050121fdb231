import { Button } from '@mantine/core';
import { api } from '@/api';
import type { LinksOutcome } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { BulkBar } from '@/components/BulkBar';
import { ConfirmButton } from '@/components/ConfirmButton';
import { LeftOut } from '@/components/LeftOut';
import { sayDone } from '@/components/notices';
import type { Selection } from '@/components/useSelection';

const t = texts.links.bulk;
const SMALL = { size: 'xs' } as const;

interface Pausing {
  ids: number[];
  paused: boolean;
  /** It takes a change back, and is not taken back itself. */
  undoes?: boolean;
}

/** Pauses, opens or revokes many links at once; undo touches exactly those that were changed. */
export function LinksBulk({ selection }: { selection: Selection }) {
  const ids = [...selection.ids];
  const say = (done: string, outcome: LinksOutcome, undo?: () => void) => {
    selection.clear();
    sayDone(
      <LeftOut
        done={done}
        heading={t.left(outcome.left.length)}
        left={outcome.left}
        others={texts.users.bulk.others}
      />,
      undo && outcome.changed.length > 0 ? { run: undo } : undefined,
    );
  };
  const pause = useChange(({ ids: some, paused }: Pausing) => api.links.PauseAll(some, paused), {
    onDone: (outcome, { paused, undoes }) =>
      say(
        (paused ? t.paused : t.resumed)(outcome.changed.length),
        outcome,
        undoes ? undefined : () => pause.mutate({ ids: outcome.changed, paused: !paused, undoes: true }),
      ),
  });
  const revoke = useChange(api.links.RevokeAll, {
    quiet: true,
    onDone: (outcome) => say(t.revoked(outcome.changed.length), outcome),
  });
  return (
    <BulkBar selection={selection}>
      <Button {...SMALL} loading={pause.isPending} onClick={() => pause.mutate({ ids, paused: true })}>
        {texts.links.pause}
      </Button>
      <Button {...SMALL} loading={pause.isPending} onClick={() => pause.mutate({ ids, paused: false })}>
        {texts.links.resume}
      </Button>
      <ConfirmButton
        title={t.revokeTitle(ids.length)}
        sentence={t.revokeSentence}
        confirm={texts.links.revoke}
        danger
        onConfirm={() => revoke.mutateAsync(ids)}
        button={SMALL}
      >
        {texts.links.revoke}
      </ConfirmButton>
    </BulkBar>
  );
}
