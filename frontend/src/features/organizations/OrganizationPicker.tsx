import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import type { OrganizationChoice } from '@/api/types';
import { texts } from '@/app/texts';
import { ChoiceLine } from './ChoiceLine';
import { useChoices } from './useOrganizations';

interface OrganizationPickerProps {
  label: string;
  description?: ReactNode;
  /** 0 for none. */
  value: number;
  onChange: (id: number, choice: OrganizationChoice | undefined) => void;
  /** The chosen one's name before any choices have been loaded. */
  present?: { id: number; name: string };
  /** The lowest level that may be chosen; 0 for any. */
  maximumLevel?: number;
  /** An organization that may not be chosen: itself. */
  except?: number;
  placeholder?: string;
  /** In a toolbar the label is heard but not seen. */
  hiddenLabel?: boolean;
  error?: ReactNode;
}

/** One organization, found by typing. Names are looked up in the program, so it works with any number of them. */
export function OrganizationPicker(props: OrganizationPickerProps) {
  const { label, value, onChange, present, maximumLevel = 0, except, hiddenLabel = false, ...rest } = props;
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<{ id: number; name: string } | undefined>(present);
  const [words] = useDebouncedValue(typed, 200);
  const shownName = chosen?.id === value ? chosen.name : present?.id === value ? present.name : '';
  const choices = useChoices(words === shownName ? '' : words, maximumLevel).data ?? [];
  const byId = new Map(choices.filter(({ id }) => id !== except).map((choice) => [String(choice.id), choice]));
  const data = [...byId.values()].map(({ id, name }) => ({ value: String(id), label: name }));
  if (value !== 0 && !byId.has(String(value)) && shownName) data.unshift({ value: String(value), label: shownName });

  return (
    <Select
      {...rest}
      {...(hiddenLabel ? { 'aria-label': label } : { label })}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': texts.app.clear(label) }}
      data={data}
      filter={({ options }) => options}
      value={value === 0 ? null : String(value)}
      onChange={(id) => {
        const choice = id === null ? undefined : byId.get(id);
        setChosen(choice);
        onChange(id === null ? 0 : Number(id), choice);
      }}
      onSearchChange={setTyped}
      nothingFoundMessage={texts.organizations.nothingToChoose}
      renderOption={({ option }) => <ChoiceLine name={option.label} trail={byId.get(option.value)?.trail} />}
    />
  );
}
