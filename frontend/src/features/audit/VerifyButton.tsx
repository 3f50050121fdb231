import { Alert, Button, Modal } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import type { AuditVerification } from '@/api/types';
import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import { sayFault } from '@/components/notices';
import { TaskProgress } from '@/components/TaskProgress';
import { useTask } from '@/components/useTask';

const t = texts.audit;

/** Checks the whole log and says whether it holds, or which entry is the first that does not. */
export function VerifyButton() {
  const task = useTask();
  const { state, running } = task;
  return (
    <>
      <Button
        variant="filled"
        onClick={() => task.start(() => api.auditLog.Verify()).catch(sayFault)}
        loading={running}
      >
        {t.verify}
      </Button>
      <Modal
        opened={state !== undefined}
        onClose={running ? () => undefined : task.forget}
        withCloseButton={!running}
        closeOnEscape={!running}
        closeOnClickOutside={!running}
        title={state?.state === 'done' ? t.verified : t.verifying}
        size={520}
        closeButtonProps={{ 'aria-label': texts.app.close }}
      >
        <TaskProgress task={task} />
        {state?.state === 'done' ? <Outcome id={state.id} /> : null}
      </Modal>
    </>
  );
}

function Outcome({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['audit', 'verification', id],
    queryFn: () => api.auditLog.Verification(id),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Loaded query={query}>
      {(outcome) => (outcome.brokenId ? <Broken outcome={outcome} /> : <Holds outcome={outcome} />)}
    </Loaded>
  );
}

function Holds({ outcome }: { outcome: AuditVerification }) {
  return (
    <Alert icon={<IconShieldCheck stroke={1.5} />} color="act" title={t.holds(outcome.entries)} role="status">
      {outcome.anchored === 0 ? t.noAnchor : t.anchored(outcome.anchored, outcome.entries)}
    </Alert>
  );
}

function Broken({ outcome }: { outcome: AuditVerification }) {
  return (
    <Alert icon={<IconAlertTriangle stroke={1.5} />} color="bad" title={t.broken(outcome.brokenId)}>
      {t.brokenBecause(outcome.reason)} {t.brokenBefore(outcome.entries)}
    </Alert>
  );
}
