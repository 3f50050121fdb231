import { Button, Modal, PasswordInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { api } from '@/api';
import { type Fault, toFault } from '@/api/fault';
import type { ChosenFile } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import dialog from '@/components/ConfirmButton.module.css';
import { ErrorNotice } from '@/components/ErrorNotice';
import { sayDone } from '@/components/notices';
import { focusFirstError } from '@/components/useRecordForm';
import { FileField } from './FileField';

const t = texts.seals;
const CERTIFICATES = ['.p12', '.pfx', '.pem', '.crt', '.cer'];
const KEYS = ['.pem', '.key'];

/** Asks for the firm's own certificate. A refusal stands beside its field, and the dialog stays open. */
export function ReplaceDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t.replaceTitle}
      size={520}
      closeButtonProps={{ 'aria-label': texts.app.close }}
    >
      <Question onClose={onClose} />
    </Modal>
  );
}

function Question({ onClose }: { onClose: () => void }) {
  const container = useRef<HTMLFormElement>(null);
  const [certificate, setCertificate] = useState<ChosenFile>();
  const [key, setKey] = useState<ChosenFile>();
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<Fault>();
  const replace = useChange(api.seals.Replace, {
    quiet: true,
    onDone: () => {
      sayDone(t.replaced);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setFault(undefined);
    replace.mutate(
      { certificate: certificate?.token ?? '', key: key?.token ?? '', password },
      {
        onError: (thrown) => {
          setFault(toFault(thrown));
          window.requestAnimationFrame(() => focusFirstError(container.current));
        },
      },
    );
  };
  const fields = fault?.fields ?? {};
  return (
    <form ref={container} onSubmit={submit} className={dialog.form} aria-label={t.replaceTitle} noValidate>
      <div>{t.replaceSentence}</div>
      <FileField
        label={t.certificateFile}
        title={t.chooseCertificate}
        kinds={CERTIFICATES}
        file={certificate}
        onChoose={setCertificate}
        error={fields.certificate}
      />
      <FileField
        label={t.keyFile}
        title={t.chooseKey}
        kinds={KEYS}
        file={key}
        onChoose={setKey}
        help={t.keyHelp}
        error={fields.key}
      />
      <PasswordInput
        label={t.password}
        description={t.passwordHelp}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={fields.password}
        autoComplete="off"
      />
      {fault && Object.keys(fields).length === 0 ? <ErrorNotice error={fault} /> : null}
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{texts.app.cancel}</Button>
        <Button type="submit" variant="filled" loading={replace.isPending}>
          {t.replace}
        </Button>
      </div>
    </form>
  );
}
