import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import type { BranchesOutcome } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { BulkBar } from '@/components/BulkBar';
import { ConfirmButton } from '@/components/ConfirmButton';
import { LeftOut } from '@/components/LeftOut';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';
import type { Selection } from '@/components/useSelection';
import { ExportMenu } from '@/features/transfer/TransferButtons';

const t = texts.organizations;
const SMALL = { size: 'xs' } as const;

/** Archives and restores many branches at once; undo touches exactly those that were changed. */
export function OrganizationsBulk({ selection }: { selection: Selection }) {
  const ids = [...selection.ids];
  const say = (sentence: (count: number) => string, outcome: BranchesOutcome, undo?: (ids: number[]) => void) => {
    selection.clear();
    sayDone(
      <LeftOut
        done={sentence(outcome.organizations)}
        heading={t.leftOut(outcome.left.length)}
        left={outcome.left}
        others={texts.users.bulk.others}
      />,
      undo && outcome.branches.length > 0 ? { run: () => undo(outcome.branches) } : undefined,
    );
  };

  const undoArchive = useChange(api.organizations.RestoreAll, { onDone: (outcome) => say(t.restoredMany, outcome) });
  const undoRestore = useChange(api.organizations.ArchiveAll, { onDone: (outcome) => say(t.archivedMany, outcome) });
  const archive = useChange(api.organizations.ArchiveAll, {
    quiet: true,
    onDone: (outcome) => say(t.archivedMany, outcome, undoArchive.mutate),
  });
  const restore = useChange(api.organizations.RestoreAll, {
    onDone: (outcome) => say(t.restoredMany, outcome, undoRestore.mutate),
  });

  return (
    <BulkBar selection={selection}>
      <ConfirmButton
        title={t.archiveManyTitle(ids.length)}
        sentence={<Effect ids={ids} />}
        confirm={t.archive}
        onConfirm={() => archive.mutateAsync(ids)}
        button={SMALL}
      >
        {t.archive}
      </ConfirmButton>
      <Button {...SMALL} onClick={() => restore.mutate(ids)} loading={restore.isPending}>
        {t.restore}
      </Button>
      <ExportMenu kind="organizations" ids={ids} size="xs" />
    </BulkBar>
  );
}

function Effect({ ids }: { ids: number[] }) {
  const effect = useQuery({
    queryKey: ['organizations', 'archive-effect', ids],
    queryFn: () => api.organizations.ArchiveAllEffect(ids),
    staleTime: 0,
  });
  return <Loaded query={effect}>{(change) => t.archiveEffect(change.organizations, change.managers)}</Loaded>;
}
