import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '@/api';
import type { ResponsesOutcome } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { BulkBar } from '@/components/BulkBar';
import { ConfirmButton } from '@/components/ConfirmButton';
import { LeftOut } from '@/components/LeftOut';
import { sayDone } from '@/components/notices';
import type { Selection } from '@/components/useSelection';
import { ExtendDialog } from './ExtendDialog';

const t = texts.responses;
const SMALL = { size: 'xs' } as const;

/** What can be done with many responses at once. Those that it can't be done to are named with the reason. */
export function ResponsesBulk({ selection }: { selection: Selection }) {
  const [extending, setExtending] = useState<number[]>([]);
  const ids = [...selection.ids];
  const say = (sentence: (count: number) => string) => (outcome: ResponsesOutcome) => {
    selection.clear();
    sayDone(
      <LeftOut
        done={sentence(outcome.changed)}
        heading={t.bulk.left(outcome.left.length)}
        left={outcome.left}
        others={t.bulk.others}
      />,
    );
  };
  const resend = useChange(api.responses.ResendAll, { quiet: true, onDone: say(t.bulk.resent) });
  const remind = useChange(api.responses.RemindAll, { quiet: true, onDone: say(t.bulk.reminded) });
  const cancel = useChange(api.responses.CancelAll, { quiet: true, onDone: say(t.bulk.cancelled) });
  const remove = useChange(api.responses.DeleteAll, { quiet: true, onDone: say(t.bulk.deleted) });

  return (
    <>
      <BulkBar selection={selection}>
        <ConfirmButton
          title={t.bulk.resendTitle(ids.length)}
          sentence={t.bulk.resendSentence}
          confirm={t.actions.resend}
          onConfirm={() => resend.mutateAsync(ids)}
          button={SMALL}
        >
          {t.actions.resend}
        </ConfirmButton>
        <ConfirmButton
          title={t.bulk.remindTitle(ids.length)}
          sentence={t.bulk.remindSentence}
          confirm={t.actions.remind}
          onConfirm={() => remind.mutateAsync(ids)}
          button={SMALL}
        >
          {t.actions.remind}
        </ConfirmButton>
        <Button {...SMALL} onClick={() => setExtending(ids)}>
          {t.actions.extend}
        </Button>
        <ConfirmButton
          title={t.bulk.cancelTitle(ids.length)}
          sentence={t.bulk.cancelSentence}
          confirm={t.actions.cancel}
          danger
          onConfirm={() => cancel.mutateAsync(ids)}
          button={SMALL}
        >
          {t.actions.cancel}
        </ConfirmButton>
        <ConfirmButton
          title={t.bulk.deleteTitle(ids.length)}
          sentence={t.bulk.deleteSentence}
          confirm={t.actions.delete}
          danger
          typeName={t.bulk.deleteType(ids.length)}
          onConfirm={() => remove.mutateAsync(ids)}
          button={SMALL}
        >
          {t.actions.delete}
        </ConfirmButton>
      </BulkBar>
      <ExtendDialog
        title={t.bulk.extendTitle(extending.length)}
        day=""
        opened={extending.length > 0}
        onClose={() => setExtending([])}
        extend={(day) => api.responses.ExtendAll(extending, day)}
        onDone={say(t.bulk.extended)}
      />
    </>
  );
}
