import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { api } from '@/api';
import type { DocumentDetail, DocumentSigner } from '@/api/types';
import { browserName } from '@/app/browserName';
import { exact } from '@/app/format';
import { texts } from '@/app/texts';
import { StatusDot, type Tone } from '@/components/StatusDot';
import { useSaveTask } from '@/components/useSaveTask';
import classes from './Contracts.module.css';

const t = texts.contracts.document;
type DocumentEvent = DocumentDetail['events'][number];

const READING: Record<string, Tone> = { validated: 'good', document_changed: 'warn', withdrawn: 'bad' };

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.card} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Who must sign what was sent, and who did. */
export function SigningState({ document }: { document: DocumentDetail }) {
  const { inForce, signatures, row } = document;
  if (row.version === 0) return null;
  return (
    <>
      {inForce.length > 0 ? (
        <Card title={t.inForce}>
          <ol className={classes.rows}>
            {inForce.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place in the order is what a line is
              <li key={at}>
                <span dir="auto">{line.kind === 'anyone' ? t.anyone : line.name}</span>
                <span className={classes.side}>
                  <span className={`${classes.quiet} number`}>{t.signed(line.signed, line.needed)}</span>
                  {row.state === 'sent' || row.state === 'completed' ? <Turn line={line} /> : null}
                </span>
              </li>
            ))}
          </ol>
        </Card>
      ) : null}
      {signatures.length > 0 ? (
        <Card title={t.signatures}>
          <ul className={classes.rows}>
            {signatures.map((one) => (
              <li key={`${one.version}-${one.name}-${one.signedAt}`}>
                <span dir="auto">
                  {one.name}
                  <small>
                    {t.signedBy(one.version, one.typedName)} · {exact(one.signedAt)}
                    {one.reason ? ` · ${one.reason}` : ''}
                  </small>
                </span>
                <span className={classes.side}>
                  <StatusDot tone={READING[one.reading] ?? 'quiet'}>{t.reading[one.reading] ?? one.reading}</StatusDot>
                </span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  );
}

function Turn({ line }: { line: DocumentSigner }) {
  if (line.signed >= line.needed) return <StatusDot tone="good">{t.full}</StatusDot>;
  return <StatusDot tone={line.isTurn ? 'warn' : 'quiet'}>{line.isTurn ? t.turn : t.later}</StatusDot>;
}

/** What was sent, with its files. */
export function Versions({ document }: { document: DocumentDetail }) {
  const { save, dialog } = useSaveTask(t.saving);
  const { id, version } = document.row;
  if (version === 0) return null;
  const file = (number: number, kind: string, word: string) => (
    <Button size="compact-sm" onClick={() => save(() => api.contracts.SaveFile(id, number, kind))}>
      {word}
    </Button>
  );
  return (
    <Card title={t.versions}>
      <ul className={classes.rows}>
        {document.versions.map((one) => (
          <li key={one.number}>
            <span>
              {t.version(one.number)}
              <small>
                {exact(one.sentAt)} · {t.sentOn(one.sentBy)}
              </small>
              <small>
                {t.hash} <span className={classes.hash}>{one.sha256}</span>
              </small>
              <Group gap={6} mt={8}>
                {file(one.number, 'sent', t.saveSent)}
                {one.signed ? file(one.number, 'signed', t.saveSigned) : null}
                {one.signed ? file(one.number, 'evidence', t.saveEvidence) : null}
              </Group>
            </span>
          </li>
        ))}
      </ul>
      {dialog}
    </Card>
  );
}

/** A signature that was taken back is no withdrawn document. */
const wordOf = ({ kind, means }: DocumentEvent) =>
  t.event[kind === 'withdrawn' && means !== 'administrator' ? 'taken_back' : kind] ?? kind;

/** "Declined by Inger Dahl". */
export const whatHappened = (event: DocumentEvent) => `${wordOf(event)} ${event.name}`;

/** All that happened to it, the newest first. */
export function Events({ document }: { document: DocumentDetail }) {
  if (document.events.length === 0) return null;
  return (
    <Card title={t.events}>
      <ol className={classes.rows} reversed>
        {[...document.events].reverse().map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two events may be alike in everything
          <li key={at}>
            <span dir="auto">
              {whatHappened(one)}
              <small title={one.browser || undefined}>
                {[exact(one.at), one.roles, one.address, browserName(one.browser)].filter(Boolean).join(' · ')}
              </small>
              {one.reason ? <q className={classes.reason}>{one.reason}</q> : null}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
