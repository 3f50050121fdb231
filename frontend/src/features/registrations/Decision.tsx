import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '@/api';
import type { RegistrationOutcome } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { sayDone } from '@/components/notices';
import classes from './Decision.module.css';

const t = texts.registrations;

interface DecisionProps {
  ids: number[];
  onDone?: () => void;
}

/** Approves or refuses what waits, with a note that is mailed. What can't be decided says why and stays. */
export function Decision({ ids, onDone }: DecisionProps) {
  const [note, setNote] = useState('');
  const [problems, setProblems] = useState<RegistrationOutcome[]>([]);

  const end = (said: (count: number) => string) => (outcomes: RegistrationOutcome[]) => {
    const told = outcomes.flatMap((outcome) => {
      const problem = outcome.state === 'duplicate' ? t.becameDuplicate : outcome.problem;
      return problem === '' ? [] : [{ ...outcome, problem }];
    });
    setProblems(told);
    const decided = outcomes.length - told.length;
    if (decided > 0) sayDone(said(decided));
    if (told.length === 0) onDone?.();
  };
  const approve = useChange(() => api.registrations.Approve(ids, note), { onDone: end(t.approvedSaid) });
  const refuse = useChange(() => api.registrations.Refuse(ids, note), { onDone: end(t.refusedSaid) });
  const busy = approve.isPending || refuse.isPending;

  return (
    <section className={classes.decision} aria-label={t.decision}>
      <Textarea
        label={t.decisionNote}
        description={t.decisionNoteHelp}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={1000}
        autosize
        minRows={2}
        maxRows={8}
        dir="auto"
      />
      <Group gap={8}>
        <Button
          size="xs"
          variant="filled"
          loading={approve.isPending}
          disabled={busy}
          onClick={() => approve.mutate(undefined)}
        >
          {t.approve(ids.length)}
        </Button>
        <Button size="xs" loading={refuse.isPending} disabled={busy} onClick={() => refuse.mutate(undefined)}>
          {t.refuse(ids.length)}
        </Button>
      </Group>
      {problems.length > 0 ? (
        <ul className={classes.problems} role="alert">
          {problems.map(({ id, name, problem }) => (
            <li key={id}>
              <span dir="auto">{name}</span>: {problem}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
