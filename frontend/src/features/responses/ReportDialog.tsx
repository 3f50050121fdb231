import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import { withNonce } from '@/app/nonce';
import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import cohort from '@/features/cohorts/Cohorts.module.css';

const t = texts.responses;

interface ReportDialogProps {
  id: number;
  name: string;
  opened: boolean;
  onClose: () => void;
}

/** The report as the response's managers see it: the portal's own page, in a frame that can do nothing. */
export function ReportDialog({ id, name, opened, onClose }: ReportDialogProps) {
  const query = useQuery({
    queryKey: ['responses', 'report', id],
    queryFn: () => api.responses.Report(id),
    enabled: opened,
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t.actions.reportTitle(name)}
      size={940}
      closeButtonProps={{ 'aria-label': texts.app.close }}
    >
      <Loaded query={query}>
        {(page) => (
          <iframe className={cohort.frame} title={t.actions.reportTitle(name)} sandbox="" srcDoc={withNonce(page)} />
        )}
      </Loaded>
    </Modal>
  );
}
