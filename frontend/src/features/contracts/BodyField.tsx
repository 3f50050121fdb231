import { Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { api } from '@/api';
import { texts } from '@/app/texts';
import classes from './Contracts.module.css';

const t = texts.contracts.document;

interface BodyFieldProps {
  value: string;
  onChange: (text: string) => void;
  error?: ReactNode;
  disabled?: boolean;
}

/** The text of a document with its reserved words as chips, which put themselves where the cursor is. */
export function BodyField({ value, onChange, error, disabled }: BodyFieldProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const words = useQuery({ queryKey: ['contracts', 'words'], queryFn: () => api.contracts.Words() }).data ?? [];
  const put = (word: string) => {
    const at = area.current?.selectionStart ?? value.length;
    const end = area.current?.selectionEnd ?? at;
    onChange(value.slice(0, at) + word + value.slice(end));
    window.requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(at + word.length, at + word.length);
    });
  };
  return (
    <div>
      <Textarea
        ref={area}
        label={t.text}
        description={t.textHelp}
        value={value}
        error={error}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value)}
        autosize
        minRows={10}
        maxRows={28}
        dir="auto"
        styles={{ input: { fontFamily: 'ui-monospace, monospace', fontSize: 13 } }}
      />
      {disabled ? null : (
        <div className={classes.words}>
          {words.map(({ written, help }) => (
            <button type="button" key={written} className={classes.word} title={help} onClick={() => put(written)}>
              {written}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
