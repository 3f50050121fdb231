import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '@/api';
import type { DocumentDetail } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmDialog } from '@/components/ConfirmButton';
import { sayDone } from '@/components/notices';
import type { Keep } from './DocumentScreen';
import { Holes, Obstacles } from './Obstacles';
import { usePreview } from './usePreview';

const t = texts.contracts.document;

/** Sends a document as it stands on the screen: what was typed is saved before it is asked (DOC-4). */
export function SendButton({ document, keep }: { document: DocumentDetail; keep: Keep }) {
  const { id, title, version } = document.row;
  const { holes } = usePreview(document);
  const [asking, setAsking] = useState(false);
  const send = useChange(() => api.contracts.Send(id), { quiet: true, onDone: () => sayDone(t.sentSaid) });
  return (
    <>
      <Button variant="filled" onClick={async () => setAsking(await keep())}>
        {t.send}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t.sendTitle(title)}
        sentence={
          <>
            <div>{version > 0 ? `${t.sendSentence} ${t.resend}` : t.sendSentence}</div>
            <Holes holes={holes} />
            <Obstacles obstacles={document.obstacles} />
          </>
        }
        confirm={t.send}
        onConfirm={() => send.mutateAsync(undefined)}
      />
    </>
  );
}
