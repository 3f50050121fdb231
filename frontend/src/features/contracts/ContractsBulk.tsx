import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { api } from '@/api';
import type { ContractRow } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { BulkBar } from '@/components/BulkBar';
import { sayDone } from '@/components/notices';
import type { Selection } from '@/components/useSelection';
import { CopyDialog } from './CopyDialog';

const t = texts.contracts;

interface BulkProps {
  /** The rows that are shown. */
  rows: ContractRow[];
  selection: Selection;
  /** The list shows archived ones. */
  archived: boolean;
}

/** What can be done with several contracts at once. */
export function ContractsBulk({ rows, selection, archived }: BulkProps) {
  const ids = [...selection.ids];
  const [copying, { open, close }] = useDisclosure(false);
  // The dialog keeps what it was opened for while it goes away.
  const [asked, setAsked] = useState({ ids, documents: 0 });
  const copy = () => {
    setAsked({ ids, documents: rows.reduce((sum, row) => (selection.ids.has(row.id) ? sum + row.documents : sum), 0) });
    open();
  };
  const setArchived = useChange(({ all, on }: { all: number[]; on: boolean }) => api.contracts.SetArchived(all, on), {
    onDone: (count, { all, on }) => {
      selection.clear();
      sayDone(on ? t.archived(count) : t.restored(count), { run: () => setArchived.mutate({ all, on: !on }) });
    },
  });
  const activate = useChange((chosen: number[]) => api.contracts.SetStatus(chosen, 'active'), {
    onDone: (count) => {
      selection.clear();
      sayDone(t.statusSet(count));
    },
  });
  return (
    <>
      <BulkBar selection={selection}>
        <Button size="xs" onClick={copy}>
          {t.copying.button}
        </Button>
        <Button size="xs" loading={activate.isPending} onClick={() => activate.mutate(ids)}>
          {t.makeActive}
        </Button>
        <Button
          size="xs"
          loading={setArchived.isPending}
          onClick={() => setArchived.mutate({ all: ids, on: !archived })}
        >
          {archived ? t.restore : t.archive}
        </Button>
      </BulkBar>
      <CopyDialog
        opened={copying}
        {...asked}
        onCopied={(copies) => {
          close();
          selection.clear();
          sayDone(t.copying.copied(copies.length));
        }}
        onClose={close}
      />
    </>
  );
}
