import { NumberInput, type NumberInputProps, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Editor } from './useEditor';

interface FieldProps<Value> {
  editor: Editor;
  /** The member's place in the file: the field's id, and where its problems are. */
  place: string;
  label: string;
  help?: ReactNode;
  value: Value;
  onChange: (value: Value) => void;
  disabled?: boolean;
  placeholder?: string;
  className?: string;
  autoFocus?: boolean;
  'aria-label'?: string;
  'data-choice'?: string;
  type?: string;
}

/** One line. */
export function Line({ editor, place, help, onChange, value, autoFocus, ...rest }: FieldProps<string>) {
  return (
    <TextInput
      id={place}
      description={help}
      value={value}
      error={editor.at(place)}
      dir="auto"
      autoComplete="off"
      data-autofocus={autoFocus || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...rest}
    />
  );
}

/** Several lines that grow with the text. */
export function Lines({
  editor,
  place,
  help,
  onChange,
  value,
  rows = 2,
  autoFocus,
  ...rest
}: FieldProps<string> & { rows?: number }) {
  return (
    <Textarea
      id={place}
      description={help}
      value={value}
      error={editor.at(place)}
      dir="auto"
      autosize
      minRows={rows}
      data-autofocus={autoFocus || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...rest}
    />
  );
}

type NumericProps = FieldProps<number | undefined> & Pick<NumberInputProps, 'hideControls'>;

/** A number, or nothing. */
export function Numeric({ editor, place, help, onChange, value, autoFocus: _, type: _type, ...rest }: NumericProps) {
  return (
    <NumberInput
      id={place}
      description={help}
      value={value ?? ''}
      error={editor.at(place)}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
      {...rest}
    />
  );
}
