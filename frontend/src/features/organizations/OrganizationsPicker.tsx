import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { texts } from '@/app/texts';
import { ChoiceLine } from './ChoiceLine';
import { useChoices } from './useOrganizations';

interface OrganizationsPickerProps {
  label: string;
  description?: ReactNode;
  value: number[];
  onChange: (ids: number[]) => void;
  /** Names of what is chosen already. */
  present: { id: number; name: string }[];
  error?: ReactNode;
}

/** Several organizations, found by typing, in the order in which they were chosen. */
export function OrganizationsPicker({ value, onChange, present, ...rest }: OrganizationsPickerProps) {
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed, 200);
  const [known, setKnown] = useState(new Map(present.map(({ id, name }) => [id, name])));
  const choices = useChoices(words, 0).data ?? [];
  const trails = new Map(choices.map(({ id, trail }) => [String(id), trail]));
  const names = new Map([...known, ...choices.map(({ id, name }) => [id, name] as const)]);
  const ids = [...new Set([...value, ...choices.map(({ id }) => id)])];

  return (
    <MultiSelect
      {...rest}
      searchable
      hidePickedOptions
      clearable={false}
      placeholder={value.length === 0 ? texts.organizations.choose : undefined}
      data={ids.map((id) => ({ value: String(id), label: names.get(id) ?? String(id) }))}
      filter={({ options }) => options}
      value={value.map(String)}
      onChange={(chosen) => {
        setKnown(names);
        onChange(chosen.map(Number));
      }}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={texts.organizations.nothingToChoose}
      renderOption={({ option }) => <ChoiceLine name={option.label} trail={trails.get(option.value)} />}
    />
  );
}
