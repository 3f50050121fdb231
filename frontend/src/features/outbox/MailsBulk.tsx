import { Button } from '@mantine/core';
import { texts } from '@/app/texts';
import { BulkBar } from '@/components/BulkBar';
import { ConfirmButton } from '@/components/ConfirmButton';
import type { Selection } from '@/components/useSelection';
import { useDecisions } from './useDecisions';

const t = texts.outbox;
const SMALL = { size: 'xs' } as const;

/** What can be done with the chosen mails at once. */
export function MailsBulk({ selection, sends }: { selection: Selection; sends: boolean }) {
  const ids = [...selection.ids];
  const { send, cancel } = useDecisions(selection.clear);
  return (
    <BulkBar selection={selection}>
      {sends ? (
        <Button {...SMALL} onClick={() => send.mutate(ids)} loading={send.isPending}>
          {t.bulkSend}
        </Button>
      ) : null}
      <ConfirmButton
        title={t.cancelTitle(ids.length)}
        sentence={t.cancelSentence}
        confirm={t.cancel}
        danger
        onConfirm={() => cancel.mutateAsync(ids)}
        button={SMALL}
      >
        {t.cancel}
      </ConfirmButton>
    </BulkBar>
  );
}
