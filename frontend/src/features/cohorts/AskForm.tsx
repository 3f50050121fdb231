import { Button, Group, Select, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '@/api';
import type { CohortDetail, LeftOut as Left } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { sayDone } from '@/components/notices';
import classes from './Cohorts.module.css';

const t = texts.cohorts;
const SELF = 'Self';

/** Asks people to take part. Whoever can't be taken in stays in the field, with the reason. */
export function AskForm({ cohort }: { cohort: CohortDetail }) {
  const [people, setPeople] = useState('');
  const [role, setRole] = useState(cohort.input.type === '360' ? (cohort.roles[0] ?? '') : '');
  const [chosen, setClasses] = useState<Record<string, string>>({});
  const [refused, setRefused] = useState<Left[]>([]);
  const subjectOnly = cohort.input.type === 'single' || (cohort.input.type === '360' && role === SELF);
  const invite = useChange(
    (byMail: boolean) =>
      api.cohorts.Invite(cohort.id, { people: subjectOnly ? '' : people, role, classifiers: chosen, byMail }),
    {
      onDone: ({ takenIn, refused: left }) => {
        setRefused(left);
        setPeople(left.map(({ name }) => name).join('\n'));
        if (takenIn > 0) sayDone(t.takenIn(takenIn));
      },
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate(true);
  };

  return (
    <form className={classes.ask} onSubmit={submit} aria-labelledby="ask-title">
      <h2 className={classes.heading} id="ask-title">
        {t.ask}
      </h2>
      {refused.length > 0 ? (
        <div role="alert">
          {t.refused(refused.length)}
          <ul>
            {refused.map(({ id, name, reason }) => (
              <li key={`${id}-${name}`}>
                <span dir="auto">{name}</span>: {reason}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {cohort.input.type === 'single' || cohort.roles.length === 0 ? null : (
        <Select
          label={t.role}
          data={[
            ...(cohort.input.type === '360' ? [] : [{ value: '', label: t.noRole }]),
            ...cohort.roles.map((one) => ({ value: one, label: one })),
          ]}
          value={role}
          onChange={(value) => setRole(value ?? '')}
          allowDeselect={false}
        />
      )}
      {subjectOnly ? (
        <p style={{ margin: 0 }}>{t.askSelf(cohort.subject)}</p>
      ) : (
        <Textarea
          label={t.askPeople}
          description={t.askHelp}
          value={people}
          onChange={(event) => setPeople(event.currentTarget.value)}
          autosize
          minRows={3}
          maxRows={12}
          dir="auto"
        />
      )}
      {cohort.classifiers.length > 0 ? (
        <Group gap={12} grow>
          {cohort.classifiers.map(({ name, choices }) => (
            <Select
              key={name}
              label={name}
              data={[{ value: '', label: t.notSaid }, ...choices.map((one) => ({ value: one, label: one }))]}
              value={chosen[name] ?? ''}
              onChange={(value) => setClasses({ ...chosen, [name]: value ?? '' })}
              allowDeselect={false}
            />
          ))}
        </Group>
      ) : null}
      <Group gap={8}>
        <Button
          type="submit"
          variant="filled"
          loading={invite.isPending}
          disabled={!subjectOnly && people.trim() === ''}
        >
          {t.send}
        </Button>
        <Button
          loading={invite.isPending}
          disabled={!subjectOnly && people.trim() === ''}
          onClick={() => invite.mutate(false)}
        >
          {t.addOnly}
        </Button>
      </Group>
    </form>
  );
}
