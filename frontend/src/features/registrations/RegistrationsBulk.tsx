import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { RegistrationRow } from '@/api/types';
import { texts } from '@/app/texts';
import { BulkBar } from '@/components/BulkBar';
import type { Selection } from '@/components/useSelection';
import { Decision } from './Decision';

const t = texts.registrations;

/** Decides many registrations at once. Those of the chosen that were decided already are left as they are. */
export function RegistrationsBulk({ selection, rows }: { selection: Selection; rows: RegistrationRow[] }) {
  const [deciding, setDeciding] = useState<number[]>([]);
  const pending = rows.filter(({ id, state }) => state === 'pending' && selection.ids.has(id)).map(({ id }) => id);
  const close = () => setDeciding([]);

  return (
    <>
      <BulkBar selection={selection}>
        <Button
          size="xs"
          variant="filled"
          disabled={pending.length === 0}
          title={pending.length === 0 ? t.nonePending : undefined}
          onClick={() => setDeciding(pending)}
        >
          {t.decide(pending.length)}
        </Button>
      </BulkBar>
      <Modal
        opened={deciding.length > 0}
        onClose={close}
        title={t.decideTitle(deciding.length)}
        closeButtonProps={{ 'aria-label': texts.app.close }}
      >
        <Decision
          ids={deciding}
          onDone={() => {
            close();
            selection.clear();
          }}
        />
      </Modal>
    </>
  );
}
