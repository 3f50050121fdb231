import { Button } from '@mantine/core';
import { useId } from 'react';
import { chooseFile } from '@/api/system';
import type { ChosenFile } from '@/api/types';
import { texts } from '@/app/texts';
import { sayFault } from '@/components/notices';
import classes from './Seals.module.css';

const t = texts.seals;

interface FileFieldProps {
  label: string;
  /** The title of the window's dialog. */
  title: string;
  kinds: string[];
  file: ChosenFile | undefined;
  onChoose: (file: ChosenFile) => void;
  help?: string;
  error?: string;
}

/** A file to be read by the program, and which one was chosen. */
export function FileField({ label, title, kinds, file, onChoose, help, error }: FileFieldProps) {
  const id = useId();
  const choose = async () => {
    try {
      const chosen = await chooseFile(title, kinds);
      if (chosen) onChoose(chosen);
    } catch (thrown) {
      sayFault(thrown);
    }
  };
  return (
    <fieldset className={classes.field} aria-describedby={`${id}-help`}>
      <legend className={classes.label}>{label}</legend>
      <div className={classes.file}>
        <Button size="xs" onClick={choose} aria-invalid={error ? true : undefined} aria-label={`${label}: ${t.choose}`}>
          {t.choose}
        </Button>
        <span role="status" dir="auto">
          {file ? t.chosen(file.name) : t.none}
        </span>
      </div>
      <p id={`${id}-help`} className={error ? classes.error : classes.help} role={error ? 'alert' : undefined}>
        {error ?? help}
      </p>
    </fieldset>
  );
}
