import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import type { BranchChange, OrganizationDetail } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';

const t = texts.organizations;

/** Archives a branch after saying how many it takes along, with undo; or restores one. */
export function ArchiveButton({ organization }: { organization: OrganizationDetail }) {
  const { id, name, status } = organization;
  const restore = useChange(() => api.organizations.Restore(id), {
    onDone: (change) => sayDone(t.restored(name, change.organizations)),
  });
  const archive = useChange(() => api.organizations.Archive(id), {
    quiet: true,
    onDone: (change) => sayDone(t.archived(name, change.organizations), { run: () => restore.mutate(undefined) }),
  });
  if (status === 'archived') {
    return (
      <Button size="xs" onClick={() => restore.mutate(undefined)} loading={restore.isPending}>
        {t.restore}
      </Button>
    );
  }
  return (
    <ConfirmButton
      title={t.archiveTitle(name)}
      sentence={<Effect id={id} />}
      confirm={t.archive}
      onConfirm={() => archive.mutateAsync(undefined)}
      button={{ size: 'xs' }}
    >
      {t.archive}
    </ConfirmButton>
  );
}

function Effect({ id }: { id: number }) {
  const effect = useQuery({
    queryKey: ['organizations', 'archive-effect', id],
    queryFn: () => api.organizations.ArchiveEffect(id),
    staleTime: 0,
  });
  return <Loaded query={effect}>{(change) => <ArchiveEffect {...change} />}</Loaded>;
}

/** What archiving takes along, also what it does to everybody. */
export function ArchiveEffect({ organizations, managers, closes }: BranchChange) {
  return (
    <>
      {t.archiveEffect(organizations, managers)}
      {closes ? <p style={{ margin: '8px 0 0', color: 'var(--bad)' }}>{t.archiveCloses}</p> : null}
    </>
  );
}
