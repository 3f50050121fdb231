import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '@/api';
import type { BranchesOutcome, ChosenOrganizations } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { useSite } from '@/app/useSite';
import { BulkBar } from '@/components/BulkBar';
import { ConfirmButton } from '@/components/ConfirmButton';
import { LeftOut } from '@/components/LeftOut';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';
import { MOST_CHANGED, useChosen } from '@/components/useChosen';
import type { Selection } from '@/components/useSelection';
import { kitOfChosen } from '@/features/links/kitFor';
import { ExportMenu } from '@/features/transfer/TransferButtons';
import { ArchiveEffect } from './ArchiveButton';

const t = texts.organizations;
const SMALL = { size: 'xs' } as const;

interface BulkProps {
  selection: Selection;
  /** What the list shows. */
  filter: ChosenOrganizations['filter'];
  /** How many match it in all, as far as that is known. */
  matching: number | undefined;
}

/** Archives and restores many branches at once; undo touches exactly those that were changed. */
export function OrganizationsBulk({ selection, filter, matching }: BulkProps) {
  const { chosen, count } = useChosen('organizations', selection, filter, api.organizations.CountChosen);
  const { usePartnerPortal: portal = false, useContracts: contracts = false } = useSite().data ?? {};
  const tooMany = (count ?? 0) > MOST_CHANGED;
  const exactly = (ids: number[]): ChosenOrganizations => ({ ids, all: false, filter });
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
    onDone: (outcome) => say(t.archivedMany, outcome, (ids) => undoArchive.mutate(exactly(ids))),
  });
  const restore = useChange(api.organizations.RestoreAll, {
    quiet: true,
    onDone: (outcome) => say(t.restoredMany, outcome, (ids) => undoRestore.mutate(exactly(ids))),
  });

  return (
    <BulkBar
      selection={selection}
      count={count}
      matching={matching}
      note={tooMany ? texts.app.tooManyToChange : undefined}
    >
      <ConfirmButton
        title={t.archiveManyTitle(count ?? 0)}
        sentence={<Effect chosen={chosen} />}
        confirm={t.archive}
        onConfirm={() => archive.mutateAsync(chosen)}
        button={{ ...SMALL, disabled: count === undefined || tooMany }}
      >
        {t.archive}
      </ConfirmButton>
      <ConfirmButton
        title={t.restoreManyTitle(count ?? 0)}
        sentence={t.restoreManySentence}
        confirm={t.restore}
        onConfirm={() => restore.mutateAsync(chosen)}
        button={{ ...SMALL, disabled: count === undefined || tooMany }}
        silent={!selection.everything}
      >
        {t.restore}
      </ConfirmButton>
      {portal ? (
        <Button {...SMALL} component={Link} {...kitOfChosen(chosen)}>
          {texts.links.kitTitle}
        </Button>
      ) : null}
      {contracts ? (
        <Button {...SMALL} component={Link} {...kitOfChosen(chosen)} to="/contracts/many">
          {texts.contracts.many.short}
        </Button>
      ) : null}
      <ExportMenu kind="organizations" ids={chosen.ids} chosen={count} size="xs" />
    </BulkBar>
  );
}

function Effect({ chosen }: { chosen: ChosenOrganizations }) {
  const effect = useQuery({
    queryKey: ['organizations', 'archive-effect', chosen],
    queryFn: () => api.organizations.ArchiveAllEffect(chosen),
    staleTime: 0,
  });
  return <Loaded query={effect}>{(change) => <ArchiveEffect {...change} />}</Loaded>;
}
