import { Button, Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconPlus, IconX } from '@tabler/icons-react';
import { Fragment } from 'react';
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
            <Fragment key={filter.key}>
              <Menu.Label>{filter.label}</Menu.Label>
              {filter.options.map((option) => {
                const on = chosen[filter.key] === option.value;
                return (
                  <Menu.Item
                    key={option.value}
                    aria-label={`${filter.label}: ${option.label}`}
                    leftSection={<IconCheck size={14} stroke={2} visibility={on ? 'visible' : 'hidden'} />}
                    onClick={() => onChange(filter.key, on ? '' : option.value)}
                  >
                    {option.label}
                  </Menu.Item>
                );
              })}
            </Fragment>
          ))}
        </Menu.Dropdown>
      </Menu>
    </fieldset>
  );
}
