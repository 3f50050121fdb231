import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { AuditEntry } from '@/api/types';
import { exact, number } from '@/app/format';
import { texts } from '@/app/texts';
import { Facts, SidePanel } from '@/components/SidePanel';
import type { ListState } from '@/components/useListState';
import classes from './AuditScreen.module.css';
import { actionWords, differences, recordAddress, subjectWords } from './words';

const t = texts.audit;

/** One entry: who did what to what, and each field before and after. */
export function EntryPanel({ entry, state }: { entry: AuditEntry; state: ListState }) {
  const who = [entry.actorName, t.actors[entry.actorKind] ?? entry.actorKind].filter(Boolean).join(', ');
  const rows: [string, ReactNode][] = [
    [t.facts.when, exact(entry.at)],
    [
      t.facts.who,
      <span key="who" dir="auto">
        {who}
      </span>,
    ],
    [t.facts.address, entry.address || t.desktop],
    [t.facts.subject, subjectWords(entry.subjectKind)],
    [t.facts.number, number(entry.id)],
  ];
  if (entry.requestId) {
    rows.push([
      t.facts.request,
      <span key="request" className="mono">
        {entry.requestId}
      </span>,
    ]);
  }
  rows.push([
    t.facts.hash,
    <span key="hash" className={`${classes.hash} mono`}>
      {entry.fingerprint}
    </span>,
  ]);
  const address = recordAddress(entry);
  return (
    <SidePanel
      title={actionWords(entry.action)}
      under={entry.subjectName ? <span dir="auto">{entry.subjectName}</span> : undefined}
      onClose={() => state.setOpen('')}
    >
      <Changes entry={entry} />
      <Facts rows={rows} />
      <Group gap={8}>
        {address ? (
          <Button size="xs" component={Link} to={address}>
            {t.openRecord}
          </Button>
        ) : null}
        {entry.subjectId > 0 ? (
          <Button
            size="xs"
            onClick={() => {
              state.setFilter('what', entry.subjectKind);
              state.setFilter('record', String(entry.subjectId));
            }}
          >
            {t.sameRecord}
          </Button>
        ) : null}
        <Button size="xs" onClick={() => state.setFilter('action', entry.action)}>
          {t.sameAction}
        </Button>
      </Group>
    </SidePanel>
  );
}

function Changes({ entry }: { entry: AuditEntry }) {
  const changed = differences(entry);
  if (changed.length === 0) return <p className={classes.none}>{t.noChanges}</p>;
  return (
    <section aria-label={t.changes}>
      <table className={classes.changes}>
        <thead>
          <tr>
            <th scope="col">{t.field}</th>
            <th scope="col">{t.before}</th>
            <th scope="col">{t.after}</th>
          </tr>
        </thead>
        <tbody>
          {changed.map(({ field, before, after }) => (
            <tr key={field}>
              <th scope="row">{field}</th>
              {[before, after].map((value, index) => (
                <td key={index === 0 ? 'before' : 'after'} dir="auto">
                  {value || <span className={classes.none}>{t.nothing}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
