import { Alert, Button, Group } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '@/api';
import type { AllotmentRow } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';
import { SidePanel } from '@/components/SidePanel';
import { AmountDialog, type Deed } from './AmountDialog';
import { Figures } from './Figures';
import { AllotmentHistory } from './History';
import { Rules } from './Rules';
import { useAllotment } from './useAllotments';

const t = texts.allotments;

/** A glance at one allotment: its figures, what can be done with it, and what was. */
export function AllotmentPanel({ id, onClose }: { id: number; onClose: () => void }) {
  const query = useAllotment(id);
  return (
    <SidePanel title={query.data?.organization ?? t.one} under={query.data?.assessment} onClose={onClose}>
      <Loaded query={query}>{(row) => <Glance row={row} onClose={onClose} />}</Loaded>
    </SidePanel>
  );
}

function Glance({ row, onClose }: { row: AllotmentRow; onClose: () => void }) {
  const [deed, setDeed] = useState<Deed>();
  const remove = useChange(() => api.allotments.Delete(row.id), {
    quiet: true,
    onDone: () => {
      sayDone(t.removed);
      onClose();
    },
  });
  return (
    <>
      <Figures row={row} />
      {row.mode === 'unlimited' ? (
        <Alert icon={<IconInfoCircle stroke={1.5} />} color="gray" p="sm">
          {t.unlimitedNote(row.organization)}
        </Alert>
      ) : null}
      <Group gap={8}>
        <Button size="xs" variant="filled" onClick={() => setDeed('topUp')} disabled={row.status !== 'active'}>
          {t.actions.topUp}
        </Button>
        <Button size="xs" onClick={() => setDeed('topDown')} disabled={row.available === 0}>
          {t.actions.topDown}
        </Button>
        <Button size="xs" onClick={() => setDeed('transfer')} disabled={row.available === 0}>
          {t.actions.transfer}
        </Button>
      </Group>
      <Rules key={`${row.id}-${row.warnBelow}`} row={row} />
      <AllotmentHistory id={row.id} />
      <Group gap={8}>
        <Button size="xs" component={Link} to={`/organizations/${row.organizationId}/allotments`}>
          {t.openOrganization}
        </Button>
        <ConfirmButton
          button={{ size: 'xs', color: 'bad' }}
          title={t.removeTitle(row.organization, row.assessment)}
          sentence={t.removeSentence}
          confirm={t.actions.remove}
          danger
          onConfirm={() => remove.mutateAsync(undefined)}
        >
          {t.actions.remove}
        </ConfirmButton>
      </Group>
      <AmountDialog row={row} deed={deed} onClose={() => setDeed(undefined)} />
    </>
  );
}
