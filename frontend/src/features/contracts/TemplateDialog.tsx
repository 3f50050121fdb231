import { Anchor, Button, Modal, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '@/api';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import dialog from '@/components/ConfirmButton.module.css';

const t = texts.contracts.templates;

interface TemplateDialogProps {
  opened: boolean;
  onClose: () => void;
  contractId: number;
  onMade: (documentId: number) => void;
}

/** Asks which template a document is made from. */
export function TemplateDialog({ opened, onClose, contractId, onMade }: TemplateDialogProps) {
  const [picked, setPicked] = useState<string | null>(null);
  const templates = useQuery({
    queryKey: ['contracts', 'templates'],
    queryFn: () => api.contracts.Templates(),
    enabled: opened,
  }).data;
  // Where there is but one, nothing has to be chosen.
  const only = templates?.length === 1 ? String(templates[0]?.id) : null;
  const chosen = picked ?? only;
  const use = useChange((id: number) => api.contracts.UseTemplate(id, [contractId]), {
    onDone: ([made]) => {
      onClose();
      if (made !== undefined) onMade(made);
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={texts.contracts.document.addFrom}
      size={460}
      closeButtonProps={{ 'aria-label': texts.app.close }}
    >
      <div className={dialog.form}>
        {templates?.length === 0 ? (
          <div>
            {t.emptySentence}{' '}
            <Anchor underline="always" component={Link} to="/contracts/templates/new" inherit>
              {t.add}
            </Anchor>
          </div>
        ) : (
          <Select
            label={t.choose}
            data={(templates ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
            value={chosen}
            onChange={setPicked}
            searchable
            openOnFocus={false}
            data-autofocus
          />
        )}
        <div className={dialog.buttons}>
          <Button onClick={onClose}>{texts.app.cancel}</Button>
          <Button
            variant="filled"
            disabled={chosen === null}
            loading={use.isPending}
            onClick={() => use.mutate(Number(chosen))}
          >
            {t.use}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
