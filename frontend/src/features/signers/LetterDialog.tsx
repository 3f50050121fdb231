import { Button, Checkbox, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '@/api';
import type { AccessLetter } from '@/api/types';
import { exact } from '@/app/format';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { CopyButton, CopyField } from '@/components/CopyField';
import { ErrorNotice } from '@/components/ErrorNotice';
import { sayDone } from '@/components/notices';
import classes from '../users/AffiliationsTab.module.css';

const t = texts.signers.letter;

interface LetterDialogProps {
  id: number;
  /** '' for somebody to whom nothing can be mailed. */
  email: string;
  opened: boolean;
  onClose: () => void;
}

/** The access letter: asked for first, since it makes a new code, then shown once (SGN-5). */
export function LetterDialog({ opened, onClose, ...rest }: LetterDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t.title}
      size={600}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': texts.app.close }}
    >
      <Letter onClose={onClose} {...rest} />
    </Modal>
  );
}

function Letter({ id, email, onClose }: Omit<LetterDialogProps, 'opened'>) {
  const [letter, setLetter] = useState<AccessLetter>();
  if (letter) return <Written letter={letter} onClose={onClose} />;
  return <Ask id={id} email={email} onClose={onClose} onWritten={setLetter} />;
}

interface AskProps extends Omit<LetterDialogProps, 'opened'> {
  onWritten: (letter: AccessLetter) => void;
}

function Ask({ id, email, onClose, onWritten }: AskProps) {
  const [post, setPost] = useState(email !== '');
  const write = useChange(() => api.signers.WriteLetter(id, post), { quiet: true, onDone: onWritten });
  return (
    <Stack gap={14}>
      <div>{t.sentence}</div>
      {email ? (
        <Checkbox label={t.post(email)} checked={post} onChange={(event) => setPost(event.currentTarget.checked)} />
      ) : (
        <div>{t.noEmail}</div>
      )}
      {write.error ? <ErrorNotice error={write.error} /> : null}
      <div className={classes.foot}>
        <Button onClick={onClose}>{texts.app.cancel}</Button>
        <Button variant="filled" onClick={() => write.mutate(undefined)} loading={write.isPending}>
          {t.write}
        </Button>
      </div>
    </Stack>
  );
}

function Written({ letter, onClose }: { letter: AccessLetter; onClose: () => void }) {
  const save = useChange(() => api.signers.SaveLetter(letter), {
    onDone: (file) => file.path && sayDone(texts.app.savedTo(file.path)),
  });
  return (
    <Stack gap={14}>
      <div>
        {letter.code ? t.once : t.known} {letter.mailed ? t.mailed : t.notMailed}
      </div>
      <CopyField label={t.address} value={letter.address} />
      <CopyField label={t.username} value={letter.username} />
      {letter.code ? (
        <>
          <CopyField label={t.code} value={letter.code} help={t.expires(exact(letter.expiresAt))} />
          <CopyField label={t.link} value={letter.link} button={texts.organizations.copyLink} />
        </>
      ) : null}
      <Textarea label={t.text} value={letter.text} readOnly autosize minRows={4} maxRows={9} dir="auto" />
      <div className={classes.foot} style={{ alignItems: 'center' }}>
        <CopyButton value={letter.text} what={t.title} button={t.copyText} />
        <Button onClick={() => save.mutate(undefined)} loading={save.isPending}>
          {t.pdf}
        </Button>
        <Button variant="filled" onClick={onClose}>
          {t.done}
        </Button>
      </div>
    </Stack>
  );
}
