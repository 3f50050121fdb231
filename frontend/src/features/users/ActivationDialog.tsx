import { Button, Modal, Stack } from '@mantine/core';
import type { ActivationLetter } from '@/api/types';
import { exact } from '@/app/format';
import { texts } from '@/app/texts';
import { CopyButton, CopyField } from '@/components/CopyField';

const t = texts.users.letter;

/** What somebody needs to sign in for the first time; shown once. */
export function ActivationDialog({ letter, onClose }: { letter: ActivationLetter | undefined; onClose: () => void }) {
  return (
    <Modal
      opened={letter !== undefined}
      onClose={onClose}
      title={letter ? `${t.title}: ${letter.name}` : t.title}
      size={560}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': texts.app.close }}
    >
      {letter ? (
        <Stack gap={14}>
          <div>
            {t.once} {letter.mailed ? t.mailed : t.notMailed}
          </div>
          <CopyField label={t.code} value={letter.code} help={t.expires(exact(letter.expiresAt))} />
          <CopyField label={t.link} value={letter.link} button={texts.organizations.copyLink} />
          <CopyField label={t.address} value={letter.address} />
          <CopyField label={t.username} value={letter.username} />
          <div style={{ display: 'flex', justifyContent: 'flex-end', alignItems: 'center', gap: 8 }}>
            <CopyButton value={letter.text} what={t.letter} button={t.whole} />
            <Button variant="filled" onClick={onClose}>
              {t.done}
            </Button>
          </div>
        </Stack>
      ) : null}
    </Modal>
  );
}
