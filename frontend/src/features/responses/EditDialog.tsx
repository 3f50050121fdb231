import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '@/api';
import { type Fault, toFault } from '@/api/fault';
import type { ResponseDetail, ResponseInput } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import dialog from '@/components/ConfirmButton.module.css';
import { ErrorNotice } from '@/components/ErrorNotice';
import { Pair } from '@/components/FormSection';
import { sayDone } from '@/components/notices';

const t = texts.responses;

interface EditDialogProps {
  one: ResponseDetail;
  opened: boolean;
  onClose: () => void;
}

/** Whom an open response is for, and who is told. */
export function EditDialog({ one, opened, onClose }: EditDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t.editTitle}
      size={560}
      closeButtonProps={{ 'aria-label': texts.app.close }}
    >
      <Fields one={one} onClose={onClose} />
    </Modal>
  );
}

function Fields({ one, onClose }: Omit<EditDialogProps, 'opened'>) {
  const [values, setValues] = useState<ResponseInput>(one.input);
  const [fault, setFault] = useState<Fault>();
  const save = useChange((input: ResponseInput) => api.responses.Edit(one.id, input), {
    quiet: true,
    onDone: ({ respondent }) => {
      onClose();
      sayDone(t.edited(respondent));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setFault(undefined);
    save.mutate(values, { onError: (thrown) => setFault(toFault(thrown)) });
  };
  const field = (name: keyof ResponseInput) => ({
    label: t.fields[name],
    value: values[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
    error: fault?.fields[name],
    dir: 'auto' as const,
  });
  return (
    <form onSubmit={submit} className={dialog.form} noValidate>
      <div>{t.editSentence}</div>
      <Pair>
        <TextInput {...field('firstName')} maxLength={100} data-autofocus />
        <TextInput {...field('lastName')} maxLength={100} />
      </Pair>
      <TextInput {...field('email')} type="email" />
      <Pair>
        <TextInput {...field('assessorName')} maxLength={200} />
        <TextInput {...field('assessorEmail')} type="email" />
      </Pair>
      {fault && Object.keys(fault.fields).length === 0 ? <ErrorNotice error={fault} /> : null}
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{texts.app.cancel}</Button>
        <Button type="submit" variant="filled" loading={save.isPending}>
          {texts.app.save}
        </Button>
      </div>
    </form>
  );
}
