import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '@/api';
import type { DocumentDetail } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { sayDone } from '@/components/notices';
import type { Keep } from './DocumentScreen';
import { sayReminded } from './DocumentsScreen';
import { SendButton } from './SendButton';

const t = texts.contracts.document;

/** What can be done with a document as it stands. */
export function DocumentActions({ document, keep }: { document: DocumentDetail; keep: Keep }) {
  const navigate = useNavigate();
  const { id, title, version, state, contractId } = document.row;
  const [reason, setReason] = useState('');
  const correct = useChange(() => api.contracts.Correct(id), { onDone: () => sayDone(t.correctSaid) });
  const discard = useChange(() => api.contracts.Discard(id), { onDone: () => sayDone(t.discarded) });
  const remind = useChange(() => api.contracts.Remind([id]), { onDone: sayReminded });
  const withdraw = useChange((why: string) => api.contracts.Withdraw(id, why), {
    quiet: true,
    onDone: () => {
      setReason('');
      sayDone(t.withdrawn);
    },
  });
  const remove = useChange(() => api.contracts.DeleteDocument(id), {
    quiet: true,
    onDone: () => {
      sayDone(t.removed);
      navigate(`/contracts/${contractId}`, { replace: true });
    },
  });
  return (
    <Group gap={8}>
      {version === 0 ? (
        <ConfirmButton
          title={t.removeTitle(title)}
          sentence={t.removeSentence}
          confirm={t.remove}
          danger
          onConfirm={() => remove.mutateAsync(undefined)}
        >
          {t.remove}
        </ConfirmButton>
      ) : null}
      {state === 'sent' || state === 'declined' ? (
        <ConfirmButton
          title={t.withdrawTitle(title)}
          sentence={
            <>
              <p style={{ marginTop: 0 }}>{t.withdrawSentence}</p>
              <Textarea
                label={t.reason}
                value={reason}
                maxLength={1000}
                autosize
                minRows={2}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
            </>
          }
          confirm={t.withdraw}
          danger
          onConfirm={() => withdraw.mutateAsync(reason)}
        >
          {t.withdraw}
        </ConfirmButton>
      ) : null}
      {state === 'sent' && document.row.signable ? (
        <Button loading={remind.isPending} onClick={() => remind.mutate(undefined)}>
          {t.remindNow}
        </Button>
      ) : null}
      {document.row.correcting ? (
        <Button loading={discard.isPending} onClick={() => discard.mutate(undefined)}>
          {t.discard}
        </Button>
      ) : null}
      {document.isWritten ? (
        <SendButton document={document} keep={keep} />
      ) : (
        <Button loading={correct.isPending} onClick={async () => (await keep()) && correct.mutate(undefined)}>
          {t.correct}
        </Button>
      )}
    </Group>
  );
}
