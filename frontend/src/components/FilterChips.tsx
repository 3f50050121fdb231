import { Button, Menu, UnstyledButton } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { texts } from '@/app/texts';
import classes from './FilterChips.module.css';

export interface Filter {
  key: string;
  /** What is filtered: "Status". */
  label: string;
  options: { value: string; label: string }[];
}

interface FilterChipsProps {
  filters: Filter[];
  /** The chosen value by filter key; '' or missing means any. */
  chosen: Record<string, string>;
  onChange: (key: string, value: string) => void;
}

/** Each filter in force is a chip that takes itself away; "Filter" adds more. */
export function FilterChips({ filters, chosen, onChange }: FilterChipsProps) {
  const inForce = filters.flatMap((filter) => {
    const option = filter.options.find(({ value }) => value !== '' && value === chosen[filter.key]);
    return option ? [{ filter, option }] : [];
  });
  return (
    <fieldset className={classes.chips}>
      <legend className="visually-hidden">{texts.app.filters}</legend>
      {inForce.map(({ filter, option }) => (
        <UnstyledButton
          key={filter.key}
          className={classes.chip}
          onClick={() => onChange(filter.key, '')}
          aria-label={texts.app.removeFilter(filter.label, option.label)}
        >
          <span dir="auto">{`${filter.label}: ${option.label}`}</span>
          <IconX size={13} stroke={1.5} aria-hidden="true" />
        </UnstyledButton>
      ))}
      <Menu position="bottom-start" closeOnItemClick>
        <Menu.Target>
          <Button
            size="compact-sm"
            radius="xl"
            className={classes.add}
            leftSection={<IconPlus size={13} stroke={1.5} aria-hidden="true" />}
          >
            {texts.app.filter}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.menu}>
          {filters.map((filter) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a menu
            <div key={filter.key} role="group" aria-label={filter.label}>
              <Menu.Label>{filter.label}</Menu.Label>
              {filter.options.map((option) => {
                const on = chosen[filter.key] === option.value;
                return (
                  <Menu.CheckboxItem
                    key={option.value}
                    aria-label={`${filter.label}: ${option.label}`}
                    checked={on}
                    closeMenuOnClick
                    onChange={() => onChange(filter.key, on ? '' : option.value)}
                  >
                    {option.label}
                  </Menu.CheckboxItem>
                );
              })}
            </div>
          ))}
        </Menu.Dropdown>
      </Menu>
    </fieldset>
  );
}
