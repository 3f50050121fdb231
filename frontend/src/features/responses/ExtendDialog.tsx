import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Fault, toFault } from '@/api/fault';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import dialog from '@/components/ConfirmButton.module.css';
import { ErrorNotice } from '@/components/ErrorNotice';
import { dayAhead } from './useResponses';

const t = texts.responses;

interface ExtendProps<Result> {
  /** The day that is there already; '' suggests two weeks from now. */
  day: string;
  onClose: () => void;
  extend: (day: string) => Promise<Result>;
  onDone: (result: Result) => void;
}

interface ExtendDialogProps<Result> extends ExtendProps<Result> {
  title: string;
  opened: boolean;
}

/** Asks for the last day to answer. */
export function ExtendDialog<Result>({ title, opened, ...rest }: ExtendDialogProps<Result>) {
  return (
    <Modal
      opened={opened}
      onClose={rest.onClose}
      title={title}
      size={460}
      closeButtonProps={{ 'aria-label': texts.app.close }}
    >
      <Question {...rest} />
    </Modal>
  );
}

function Question<Result>({ day: present, onClose, extend, onDone }: ExtendProps<Result>) {
  const today = dayAhead(0);
  const [day, setDay] = useState(present > today ? present : dayAhead(14));
  const [fault, setFault] = useState<Fault>();
  const change = useChange(extend, {
    quiet: true,
    onDone: (result) => {
      onClose();
      onDone(result);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setFault(undefined);
    change.mutate(day, { onError: (thrown) => setFault(toFault(thrown)) });
  };
  return (
    <form onSubmit={submit} className={dialog.form} noValidate>
      <div>{t.extendSentence}</div>
      <TextInput
        label={t.fields.expires}
        type="date"
        min={today}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
        error={fault?.fields.expiresOn}
        data-autofocus
      />
      {fault && !fault.fields.expiresOn ? <ErrorNotice error={fault} /> : null}
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{texts.app.cancel}</Button>
        <Button type="submit" variant="filled" loading={change.isPending}>
          {t.actions.extend}
        </Button>
      </div>
    </form>
  );
}
