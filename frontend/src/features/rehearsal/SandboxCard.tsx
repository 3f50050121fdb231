import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api';
import { openSandbox } from '@/api/system';
import type { RehearsalPerson, RehearsalSandbox } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { CopyField } from '@/components/CopyField';
import { Loaded } from '@/components/Loaded';
import { sayDone, sayFault } from '@/components/notices';
import classes from './SandboxCard.module.css';

const t = texts.rehearsal.sandbox;

/** The copy that is open for trying by hand: where it is, who can sign in, and what it would have mailed. */
export function SandboxCard({ sandbox }: { sandbox: RehearsalSandbox }) {
  const throwAway = useChange(() => api.rehearsals.ThrowAway(), { onDone: () => sayDone(t.thrown) });
  return (
    <section className={classes.card} aria-labelledby="rehearsal-sandbox">
      <div className={classes.head}>
        <div>
          <h2 className={classes.title} id="rehearsal-sandbox">
            {t.title}
          </h2>
          <p className={classes.sentence}>{t.sentence}</p>
        </div>
        <Group gap={8}>
          <Button size="xs" onClick={() => openSandbox(sandbox.address).catch(sayFault)}>
            {t.open}
          </Button>
          <Button size="xs" onClick={() => throwAway.mutate(undefined)} loading={throwAway.isPending}>
            {t.throwAway}
          </Button>
        </Group>
      </div>
      <div className={classes.parts}>
        <div className={classes.fields}>
          <CopyField label={t.address} value={sandbox.address} />
          {sandbox.people.map((person) => (
            <Person key={person.part} person={person} />
          ))}
        </div>
        <Mails />
      </div>
    </section>
  );
}

function Person({ person }: { person: RehearsalPerson }) {
  return (
    <fieldset className={classes.person}>
      <legend className={classes.subtitle}>{t.parts[person.part]}</legend>
      <CopyField label={t.email} value={person.email} />
      <CopyField label={t.password} value={person.password} />
      {person.secret ? (
        <>
          <CopyField label={t.code} value={person.code || '······'} help={<CodeHelp person={person} />} />
          <CopyField label={t.secret} value={person.secret} />
        </>
      ) : null}
    </fieldset>
  );
}

function CodeHelp({ person }: { person: RehearsalPerson }) {
  const until = person.code ? person.codeUntil : person.codeFrom;
  const seconds = Math.max(0, Math.round((Date.parse(until) - Date.now()) / 1000));
  return <>{person.code ? t.codeLeft(seconds) : t.codeNext(seconds)}</>;
}

function Mails() {
  const [open, setOpen] = useState(0);
  const query = useQuery({
    queryKey: ['rehearsal', 'outbox'],
    queryFn: () => api.rehearsals.Outbox(''),
    refetchInterval: 3000,
  });
  return (
    <div className={classes.mails}>
      <h3 className={classes.subtitle}>{t.outbox}</h3>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={classes.sentence}>{t.noMails}</p>
          ) : (
            <ul className={classes.list}>
              {items.map((mail) => (
                <li key={mail.id}>
                  <button
                    type="button"
                    className={classes.mail}
                    aria-expanded={open === mail.id}
                    onClick={() => setOpen(open === mail.id ? 0 : mail.id)}
                  >
                    <span>{mail.subject}</span>
                    <small>{t.to(mail.toName || mail.toEmail)}</small>
                  </button>
                  {open === mail.id ? <Body id={mail.id} /> : null}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

function Body({ id }: { id: number }) {
  const query = useQuery({ queryKey: ['rehearsal', 'mail', id], queryFn: () => api.rehearsals.ReadMail(id) });
  return (
    <Loaded query={query}>
      {({ body, isBlanked }) => <div className={classes.body}>{isBlanked ? t.blanked : body}</div>}
    </Loaded>
  );
}
