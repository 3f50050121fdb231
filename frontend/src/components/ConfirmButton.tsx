import { Button, type ButtonProps, Modal, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type FormEvent, type ReactNode, useState } from 'react';
import { texts } from '@/app/texts';
import classes from './ConfirmButton.module.css';
import { ErrorNotice } from './ErrorNotice';
import { sayFault } from './notices';

interface ConfirmProps {
  /** The question, as a title. */
  title: string;
  /** What will happen, and to how many. */
  sentence: ReactNode;
  /** The word on the button that does it. */
  confirm: string;
  danger?: boolean;
  /** For what can't be undone: a name that has to be typed first. */
  typeName?: string;
  onConfirm: () => Promise<unknown>;
}

interface ConfirmDialogProps extends ConfirmProps {
  opened: boolean;
  onClose: () => void;
}

/** Says what will happen and waits for a yes. A refusal is shown in the dialog, which stays open. */
export function ConfirmDialog({ opened, onClose, ...rest }: ConfirmDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={rest.title}
      size={460}
      closeButtonProps={{ 'aria-label': texts.app.close }}
    >
      <Question {...rest} onClose={onClose} />
    </Modal>
  );
}

function Question({ sentence, confirm, danger, typeName, onConfirm, onClose }: Omit<ConfirmDialogProps, 'opened'>) {
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const ready = typeName === undefined || typed.trim() === typeName.trim();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // The dialog may stand in another form, which must not be sent along.
    event.stopPropagation();
    if (!ready) return;
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit} className={classes.form}>
      <div>{sentence}</div>
      {typeName === undefined ? null : (
        <TextInput
          label={texts.app.typeToConfirm(typeName)}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
          autoComplete="off"
        />
      )}
      {error ? <ErrorNotice error={error} /> : null}
      <div className={classes.buttons}>
        <Button onClick={onClose}>{texts.app.cancel}</Button>
        <Button
          type="submit"
          variant="filled"
          color={danger ? 'bad' : 'act'}
          loading={busy}
          disabled={!ready}
          data-autofocus={typeName === undefined && !danger ? true : undefined}
        >
          {confirm}
        </Button>
      </div>
    </form>
  );
}

interface ConfirmButtonProps extends ConfirmProps {
  children: ReactNode;
  button?: ButtonProps;
  /** Nothing has to be asked this time. */
  silent?: boolean;
}

/** A button that asks before it acts. */
export function ConfirmButton({ children, button, silent, ...confirm }: ConfirmButtonProps) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button {...button} onClick={silent ? () => confirm.onConfirm().catch(sayFault) : open}>
        {children}
      </Button>
      <ConfirmDialog {...confirm} opened={opened} onClose={close} />
    </>
  );
}
