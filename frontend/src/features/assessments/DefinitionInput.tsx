import { Button, FileButton, Textarea } from '@mantine/core';
import { type DragEvent, useState } from 'react';
import { api } from '@/api';
import { saveText } from '@/api/system';
import { texts } from '@/app/texts';
import { sayDone, sayFault } from '@/components/notices';
import classes from './ImportDialog.module.css';

const t = texts.assessments.importing;
const LARGEST = 2 * 1024 * 1024;

/** A definition from a file that is dropped or chosen, or pasted as text. */
export function DefinitionInput({ onImport, busy }: { onImport: (text: string) => void; busy: boolean }) {
  const [text, setText] = useState('');
  const [over, setOver] = useState(false);
  const [error, setError] = useState<string>();

  const read = async (file: File | null | undefined) => {
    if (!file) return;
    if (file.size > LARGEST) {
      setError(t.tooLarge);
      return;
    }
    setError(undefined);
    setText(await file.text());
  };

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    read(event.dataTransfer.files[0]);
  };

  const submit = () => {
    if (text.trim() === '') setError(t.empty);
    else onImport(text);
  };

  const saveSchema = async () => {
    try {
      const where = await saveText('assessment.schema.json', await api.assessments.Schema());
      if (where) sayDone(texts.assessments.exported(where));
    } catch (thrown) {
      sayFault(thrown);
    }
  };

  return (
    <section
      aria-labelledby="file-title"
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h3 className={classes.title} id="file-title">
        {t.file}
      </h3>
      <p className={classes.sentence}>{t.drop}</p>
      <Textarea
        label={t.text}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setError(undefined);
        }}
        error={error}
        autosize
        minRows={4}
        maxRows={12}
        spellCheck={false}
        dir="ltr"
        classNames={{ input: 'mono' }}
      />
      <div className={classes.buttons}>
        <FileButton onChange={read} accept=".json,application/json">
          {(props) => (
            <Button size="xs" {...props}>
              {t.choose}
            </Button>
          )}
        </FileButton>
        <Button size="xs" onClick={saveSchema}>
          {t.schema}
        </Button>
        <Button size="xs" variant="filled" onClick={submit} loading={busy} className={classes.last}>
          {t.check}
        </Button>
      </div>
    </section>
  );
}
