import { Button, Group } from '@mantine/core';
import { api } from '@/api';
import type { DocumentDetail, DocumentSigner } from '@/api/types';
import { exact } from '@/app/format';
import { texts } from '@/app/texts';
import { StatusDot, type Tone } from '@/components/StatusDot';
import { useSaveTask } from '@/components/useSaveTask';
import classes from './Contracts.module.css';

const t = texts.contracts.document;
const READING: Record<string, Tone> = { validated: 'good', document_changed: 'warn', withdrawn: 'bad' };

/** Who must sign, who did, which versions there are, and what happened. */
export function DocumentHistory({ document }: { document: DocumentDetail }) {
  const { save, dialog } = useSaveTask(t.saving);
  const { id, version } = document.row;
  if (version === 0) return null;
  const keep = (number: number, kind: string) => save(() => api.contracts.SaveFile(id, number, kind));
  return (
    <>
      {document.inForce.length > 0 ? (
        <section className={classes.card} aria-label={t.inForce}>
          <h2>{t.inForce}</h2>
          <ol className={classes.rows}>
            {document.inForce.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place in the order is what a line is
              <li key={at}>
                <span dir="auto">{line.kind === 'anyone' ? t.anyone : line.name}</span>
                <span>
                  {t.signed(line.signed, line.needed)} · <Turn line={line} />
                </span>
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      <section className={classes.card} aria-label={t.signatures}>
        <h2>{t.signatures}</h2>
        {document.signatures.length === 0 ? <p className={classes.help}>{t.noSignatures}</p> : null}
        <ul className={classes.rows}>
          {document.signatures.map((one) => (
            <li key={`${one.version}-${one.name}-${one.signedAt}`}>
              <span dir="auto">
                {one.name}
                <small>
                  {t.signedBy(one.version, one.typedName)} · {exact(one.signedAt)}
                  {one.reason ? ` · ${one.reason}` : ''}
                </small>
              </span>
              <StatusDot tone={READING[one.reading] ?? 'quiet'}>{t.reading[one.reading] ?? one.reading}</StatusDot>
            </li>
          ))}
        </ul>
      </section>
      <section className={classes.card} aria-label={t.versions}>
        <h2>{t.versions}</h2>
        <ul className={classes.rows}>
          {document.versions.map((one) => (
            <li key={one.number}>
              <span>
                {t.version(one.number)}
                <small>
                  {exact(one.sentAt)} · {t.sentOn(one.sentBy)}
                </small>
                <small className="mono">{one.sha256}</small>
              </span>
              <Group gap={6}>
                <Button size="compact-xs" onClick={() => keep(one.number, 'sent')}>
                  {t.saveSent}
                </Button>
                {one.signed ? (
                  <>
                    <Button size="compact-xs" onClick={() => keep(one.number, 'signed')}>
                      {t.saveSigned}
                    </Button>
                    <Button size="compact-xs" onClick={() => keep(one.number, 'evidence')}>
                      {t.saveEvidence}
                    </Button>
                  </>
                ) : null}
              </Group>
            </li>
          ))}
        </ul>
      </section>
      <section className={classes.card} aria-label={t.events}>
        <h2>{t.events}</h2>
        <ol className={classes.rows}>
          {document.events.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: events only ever join at the end
            <li key={at}>
              <span dir="auto">
                {t.event[one.kind] ?? one.kind}: {one.name}
                <small>
                  {[exact(one.at), one.roles, one.address, one.browser, one.reason].filter(Boolean).join(' · ')}
                </small>
              </span>
            </li>
          ))}
        </ol>
      </section>
      {dialog}
    </>
  );
}

function Turn({ line }: { line: DocumentSigner }) {
  if (line.signed >= line.needed) return <StatusDot tone="good">{t.full}</StatusDot>;
  return <StatusDot tone={line.isTurn ? 'warn' : 'quiet'}>{line.isTurn ? t.turn : t.later}</StatusDot>;
}
