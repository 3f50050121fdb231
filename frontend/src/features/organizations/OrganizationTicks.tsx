import { Anchor, Button, Checkbox } from '@mantine/core';
import clsx from 'clsx';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { api } from '@/api';
import type { ChosenOrganizations } from '@/api/types';
import { texts } from '@/app/texts';
import { ErrorNotice } from '@/components/ErrorNotice';
import { Waiting } from '@/components/Loaded';
import { SearchInput } from '@/components/SearchInput';
import { useList } from '@/components/useList';
import classes from './OrganizationTicks.module.css';

const PAGE = 60;

/** The filter for all active organizations with these words. */
export const activeWith = (search: string): ChosenOrganizations['filter'] => ({
  search,
  status: 'active',
  level: 0,
  allotment: '',
  linkId: 0,
  sort: 'name',
  after: '',
  limit: PAGE,
});

interface OrganizationTicksProps {
  /** The list's accessible name. */
  label: string;
  /** Names the box that ticks everything that is found. */
  all: (count: number) => string;
  value: ChosenOrganizations;
  onChange: (value: ChosenOrganizations) => void;
  error?: ReactNode;
}

/** Active organizations with a box each, searched as one types, and a box for all that are found. What is ticked stays through other searches. */
export function OrganizationTicks({ label, all, value, onChange, error }: OrganizationTicksProps) {
  const [words, setWords] = useState('');
  const filter = activeWith(words);
  const list = useList(
    ['organizations', 'ticks', words],
    (after) => api.organizations.List({ ...filter, after }),
    undefined,
    () => api.organizations.Count(filter),
  );
  const everything = value.all && value.filter.search === words;
  const ticked = new Set(value.all ? [] : value.ids);
  const toggle = (id: number) => {
    const ids = value.all ? [] : value.ids;
    onChange({ ids: ticked.has(id) ? ids.filter((one) => one !== id) : [...ids, id], all: false, filter });
  };
  const found = list.rows.length > 0;
  return (
    <div className={classes.ticks}>
      <SearchInput label={texts.organizations.search} value={words} onChange={setWords} />
      <Checkbox
        label={all(list.count ?? 0)}
        checked={everything && found}
        disabled={!found}
        onChange={() => onChange({ ids: [], all: !everything, filter })}
      />
      {list.error ? <ErrorNotice error={list.error} onRetry={list.retry} /> : null}
      {list.waiting ? <Waiting lines={6} /> : null}
      {list.waiting || list.error ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
        <ul className={clsx(classes.list, error && classes.bad)} aria-label={label} tabIndex={0}>
          {list.rows.map((row) => (
            <li key={row.id} className={classes.row}>
              <Checkbox
                label={<bdi>{row.name}</bdi>}
                description={row.parentName ? <bdi>{row.parentName}</bdi> : undefined}
                checked={everything || ticked.has(row.id)}
                disabled={everything}
                onChange={() => toggle(row.id)}
              />
            </li>
          ))}
          {found ? null : (
            <li className={classes.none}>
              {words ? (
                texts.app.nothingFound
              ) : (
                <Anchor underline="always" component={Link} to="/organizations/new" inherit>
                  {texts.organizations.emptyTitle}
                </Anchor>
              )}
            </li>
          )}
          {list.more ? (
            <li className={classes.row}>
              <Button size="xs" onClick={list.loadMore} loading={list.loadingMore}>
                {texts.app.loadMore}
              </Button>
            </li>
          ) : null}
        </ul>
      )}
      <div className={classes.foot}>
        <span role="status" className="number">
          <Ticked value={value} all={all} count={everything ? list.count : undefined} />
        </span>
        {value.all || value.ids.length > 0 ? (
          <Button size="xs" variant="subtle" onClick={() => onChange({ ids: [], all: false, filter })}>
            {texts.app.clearSelection}
          </Button>
        ) : null}
      </div>
      {error ? (
        <div className={classes.error} role="alert" tabIndex={-1}>
          {error}
        </div>
      ) : null}
    </div>
  );
}

function Ticked({ value, all, count }: { value: ChosenOrganizations; all: (count: number) => string; count?: number }) {
  if (!value.all) return <>{texts.app.chosen(value.ids.length)}</>;
  const words = value.filter.search;
  return (
    <>
      {count === undefined ? texts.app.chosenAll(undefined) : all(count)}
      {words ? <bdi> “{words}”</bdi> : null}
    </>
  );
}
