import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '@/api';
import { toFault } from '@/api/fault';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ErrorNotice } from '@/components/ErrorNotice';
import classes from './ImportDialog.module.css';

const t = texts.editor.new;
const f = texts.editor.fields;

/** A code that goes by the name: "Team check 2" is TEAM-CHECK-2. */
export const codeFor = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .replace(/ +/g, '-')
    .toUpperCase()
    .slice(0, 40)
    .replace(/-$/, '');

/** Name and code of an assessment that is written from scratch; then the editor opens. */
export function NewAssessment({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t.title}
      size={460}
      closeButtonProps={{ 'aria-label': texts.app.close }}
    >
      <Content onClose={onClose} />
    </Modal>
  );
}

function Content({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [code, setCode] = useState<string>();
  const create = useChange(() => api.assessments.New(name, code ?? codeFor(name)), {
    quiet: true,
    onDone: (id) => navigate(`/assessments/${id}/edit`),
  });
  const fault = create.error ? toFault(create.error) : undefined;
  const fields = fault?.fields ?? {};
  return (
    <form
      className={classes.content}
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate(undefined);
      }}
    >
      <p className={classes.sentence}>{t.sentence}</p>
      {fault && Object.keys(fields).length === 0 ? <ErrorNotice error={fault} /> : null}
      <TextInput
        label={f.name}
        value={name}
        error={fields.name}
        data-autofocus
        autoComplete="off"
        dir="auto"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={f.code}
        description={f.codeHelp}
        value={code ?? codeFor(name)}
        error={fields.code}
        autoComplete="off"
        classNames={{ input: 'mono' }}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button onClick={onClose}>{texts.app.cancel}</Button>
        <Button type="submit" variant="filled" loading={create.isPending} className={classes.last}>
          {t.create}
        </Button>
      </div>
    </form>
  );
}
