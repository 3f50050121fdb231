import { Button, Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import { texts } from '@/app/texts';
import classes from './ChooseDialog.module.css';
import { ErrorNotice } from './ErrorNotice';
import { Waiting } from './Loaded';
import { SearchInput } from './SearchInput';
import { type Stretch, useList } from './useList';

/** One of those that can be chosen. */
export interface Candidate {
  id: number;
  name: string;
  /** What tells it from others of the name. */
  under: string;
}

interface ChooseProps {
  title: string;
  search: string;
  /** Names the list among the program's answers. */
  queryKey: string;
  load: (words: string, after: string) => Promise<Stretch<Candidate>>;
  /** Those that are chosen already: they are ticked and stay. */
  already: ReadonlySet<number>;
  onSave: (chosen: Candidate[]) => void;
  onClose: () => void;
}

/** Chooses several out of any number, with a box to the left of each name. What was ticked stays through other searches. */
export function ChooseDialog({ opened, ...rest }: ChooseProps & { opened: boolean }) {
  return (
    <Modal
      opened={opened}
      onClose={rest.onClose}
      title={rest.title}
      size={560}
      closeButtonProps={{ 'aria-label': texts.app.close }}
    >
      <Choice {...rest} />
    </Modal>
  );
}

function Choice({ title, search, queryKey, load, already, onSave, onClose }: ChooseProps) {
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(new Map<number, Candidate>());
  const list = useList([queryKey, 'choose', words], (after) => load(words, after));
  const toggle = (row: Candidate) => {
    const next = new Map(chosen);
    if (!next.delete(row.id)) next.set(row.id, row);
    setChosen(next);
  };
  return (
    <div className={classes.body}>
      <SearchInput label={search} value={words} onChange={setWords} />
      <div className={classes.found}>
        {list.error ? <ErrorNotice error={list.error} onRetry={list.retry} /> : null}
        {list.waiting ? <Waiting lines={4} /> : null}
        {list.waiting || list.error ? null : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
          <ul className={classes.list} aria-label={title} tabIndex={0}>
            {list.rows.map((row) => (
              <li key={row.id} className={classes.row}>
                <Checkbox
                  label={<bdi>{row.name}</bdi>}
                  description={row.under || undefined}
                  checked={already.has(row.id) || chosen.has(row.id)}
                  disabled={already.has(row.id)}
                  onChange={() => toggle(row)}
                />
              </li>
            ))}
            {list.rows.length === 0 ? <li className={classes.none}>{texts.app.nothingFound}</li> : null}
            {list.more ? (
              <li className={classes.row}>
                <Button size="xs" onClick={list.loadMore} loading={list.loadingMore}>
                  {texts.app.loadMore}
                </Button>
              </li>
            ) : null}
          </ul>
        )}
      </div>
      <div className={classes.foot}>
        <span className={classes.count} role="status">
          {texts.app.chosen(chosen.size)}
        </span>
        <Button onClick={onClose}>{texts.app.cancel}</Button>
        <Button variant="filled" disabled={chosen.size === 0} onClick={() => onSave([...chosen.values()])}>
          {texts.app.save}
        </Button>
      </div>
    </div>
  );
}
