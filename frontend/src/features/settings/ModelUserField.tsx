import { Button, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { api } from '@/api';
import type { ModelUserChoice } from '@/api/types';
import { texts } from '@/app/texts';
import classes from './PartnerPortal.module.css';

const t = texts.settings.portal;

interface ModelUserFieldProps {
  /** 0 for none. */
  value: number;
  present: ModelUserChoice;
  /** Why the chosen one no longer holds, or ''. */
  problem: string;
  error?: ReactNode;
  onChange: (id: number) => void;
}

/** Who is the template for every new partner, and what that partner will get. */
export function ModelUserField({ value, present, problem, error, onChange }: ModelUserFieldProps) {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<ModelUserChoice>(present);
  const [words] = useDebouncedValue(typed, 200);
  const current = [chosen, present].find(({ id }) => id !== 0 && id === value);
  const query = useQuery({
    queryKey: ['users', 'model-choices', current && words === labelOf(current) ? '' : words],
    queryFn: ({ queryKey }) => api.users.ModelUserChoices(queryKey[2] ?? ''),
    placeholderData: keepPreviousData,
  });
  const choices = new Map((query.data ?? []).map((choice) => [String(choice.id), choice]));
  if (current) choices.set(String(current.id), choices.get(String(current.id)) ?? current);

  return (
    <div>
      <Select
        label={t.modelUser}
        description={t.modelUserHelp}
        placeholder={t.modelUserChoose}
        searchable
        data={[...choices.values()].map((choice) => ({ value: String(choice.id), label: labelOf(choice) }))}
        filter={({ options }) => options}
        value={value === 0 ? null : String(value)}
        onChange={(id) => {
          const next = id === null ? undefined : choices.get(id);
          if (next) setChosen(next);
          onChange(Number(id ?? 0));
        }}
        onSearchChange={setTyped}
        error={error ?? (problem || undefined)}
        nothingFoundMessage={t.modelUserNone}
        renderOption={({ option }) => {
          const choice = choices.get(option.value);
          return (
            <span className={classes.choice}>
              <span dir="auto">{option.label}</span>
              <span className={classes.small}>{choice?.email}</span>
            </span>
          );
        }}
      />
      {current ? <Gets choice={choices.get(String(current.id)) ?? current} /> : null}
      {query.data?.length === 0 && words === '' && !current ? (
        <p className={classes.gets}>
          {t.noCandidate}{' '}
          <Button size="compact-sm" component={Link} to="/users/new">
            {t.newUser}
          </Button>
        </p>
      ) : null}
    </div>
  );
}

const labelOf = (choice: ModelUserChoice) =>
  [choice.name || choice.email, choice.organization].filter(Boolean).join(' · ');

function Gets({ choice }: { choice: ModelUserChoice }) {
  return (
    <div className={classes.gets}>
      {t.gets(choice.assessments.length, choice.restrictions.length)}
      <ul>
        {[...choice.assessments, ...choice.restrictions].map((name) => (
          <li key={name} dir="auto">
            {name}
          </li>
        ))}
      </ul>
    </div>
  );
}
