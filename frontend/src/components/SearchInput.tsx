import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { texts } from '@/app/texts';
import classes from './SearchInput.module.css';

interface SearchInputProps {
  /** What is searched; the field's accessible name and its placeholder. */
  label: string;
  value: string;
  /** Called with the trimmed words 200 ms after the last key. */
  onChange: (words: string) => void;
}

/** Search as you type. "/" brings the focus here from anywhere on the page; Escape empties it. */
export function SearchInput({ label, value, onChange }: SearchInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const announce = useDebouncedCallback((words: string) => onChange(words.trim()), 200);

  useEffect(() => {
    setTyped((present) => (present.trim() === value ? present : value));
  }, [value]);

  useHotkeys([['/', () => input.current?.focus()]]);

  const change = (words: string) => {
    setTyped(words);
    announce(words);
  };

  return (
    <TextInput
      ref={input}
      type="text"
      role="searchbox"
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && typed !== '') {
          event.stopPropagation();
          change('');
        }
      }}
      leftSection={<IconSearch size={16} stroke={1.5} aria-hidden="true" />}
      rightSection={
        typed === '' ? (
          <Kbd size="xs" aria-hidden="true">
            /
          </Kbd>
        ) : (
          <CloseButton size="sm" aria-label={texts.app.clearSearch} onClick={() => change('')} />
        )
      }
      maxLength={200}
      className={classes.search}
    />
  );
}
