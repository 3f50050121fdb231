import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { texts } from '@/app/texts';
import { allQuestions } from './definition';
import classes from './IdField.module.css';
import type { Editor } from './useEditor';

const t = texts.editor;

interface IdFieldProps {
  editor: Editor;
  place: string;
  id: string;
  onChange: (id: string) => void;
}

/** The name under which files and exports know a question; taken over when the field is left, where it can be. */
export function IdField({ editor, place, id, onChange }: IdFieldProps) {
  const [typed, setTyped] = useState(id);
  const taken = typed !== id && allQuestions(editor.definition).some((one) => one.id === typed);
  const fits = /^[a-z][a-z0-9_-]{0,39}$/.test(typed) && !taken;
  return (
    <details className={classes.fold} open={editor.at(place) !== undefined || undefined}>
      <summary className={classes.summary}>{t.advanced}</summary>
      <TextInput
        id={place}
        label={t.id}
        description={t.idHelp}
        error={fits ? editor.at(place) : taken ? t.idTaken : t.idRule}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: 'mono' }}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => fits && typed !== id && onChange(typed)}
      />
    </details>
  );
}
