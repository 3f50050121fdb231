import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { texts } from '@/app/texts';
import { Pair } from '@/components/FormSection';

const t = texts.links;

export interface Narrowed {
  search: string;
  /** '' for any. */
  level: string;
}

/** Chooses the organizations of a kit by name and level. */
export function KitChoice({ onChange }: { onChange: (narrowed: Narrowed) => void }) {
  const [search, setSearch] = useState('');
  const [level, setLevel] = useState('');
  const tell = useDebouncedCallback(onChange, 250);
  return (
    <Pair>
      <TextInput
        label={t.kitSearch}
        placeholder={t.kitAll}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          tell({ search: event.currentTarget.value, level });
        }}
        dir="auto"
      />
      <Select
        label={t.kitLevel}
        data={[
          { value: '', label: t.kitAnyLevel },
          ...[1, 2, 3, 4].map((n) => ({ value: String(n), label: texts.organizations.levelName(n) })),
        ]}
        allowDeselect={false}
        value={level}
        onChange={(value) => {
          setLevel(value ?? '');
          onChange({ search, level: value ?? '' });
        }}
      />
    </Pair>
  );
}
