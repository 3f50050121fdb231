import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import { finishSaving, openMail } from '@/api/system';
import type { MailDetail } from '@/api/types';
import { bytes, exact } from '@/app/format';
import { texts } from '@/app/texts';
import { ConfirmButton } from '@/components/ConfirmButton';
import { CopyButton } from '@/components/CopyField';
import { Loaded } from '@/components/Loaded';
import { sayDone, sayFault } from '@/components/notices';
import { Facts, SidePanel } from '@/components/SidePanel';
import { Attempts } from './Attempts';
import classes from './MailPanel.module.css';
import { useDecisions } from './useDecisions';

const t = texts.outbox;

/** One mail: what became of it, what can be done with it, and its text to read and to take away. */
export function MailPanel({ id, onClose }: { id: number; onClose: () => void }) {
  const query = useQuery({ queryKey: ['outbox', 'one', id], queryFn: () => api.outbox.Read(id) });
  return (
    <SidePanel title={query.data?.mail.subject ?? t.one} onClose={onClose}>
      <Loaded query={query}>{(detail) => <Mail detail={detail} />}</Loaded>
    </SidePanel>
  );
}

function Mail({ detail }: { detail: MailDetail }) {
  const { mail, body, bccEmail, isBlanked } = detail;
  const to = mail.toName ? `${mail.toName} <${mail.toEmail}>` : mail.toEmail;

  const save = async () => {
    try {
      const where = finishSaving(await api.outbox.SaveEML(mail.id));
      if (where) sayDone(t.savedTo(where));
    } catch (thrown) {
      sayFault(thrown);
    }
  };

  const rows: [string, React.ReactNode][] = [[t.facts.to, to]];
  if (bccEmail) rows.push([t.facts.bcc, bccEmail]);
  rows.push([t.facts.kind, mail.kindLabel], [t.facts.state, t.state[mail.state] ?? mail.state]);
  rows.push([t.facts.written, exact(mail.createdAt)]);
  if (mail.sentAt) rows.push([t.facts.sent, exact(mail.sentAt)]);
  if (mail.nextAt) rows.push([t.facts.next, new Date(mail.nextAt) > new Date() ? exact(mail.nextAt) : t.soon]);
  if (detail.files.length > 0) {
    rows.push([
      t.facts.files,
      <ul key="files" className={classes.files}>
        {detail.files.map(({ id, name, size }) => (
          <li key={id}>
            <span dir="auto">{name}</span>, {bytes(size)}
          </li>
        ))}
      </ul>,
    ]);
  }

  return (
    <>
      <Facts rows={rows} />
      {mail.lastError ? (
        <Alert color="bad" icon={<IconAlertTriangle stroke={1.5} />} className={classes.failing}>
          {mail.lastError}
        </Alert>
      ) : null}
      <Actions detail={detail} />
      {isBlanked ? (
        <Alert icon={<IconLock stroke={1.5} />} title={t.blankedTitle} color="gray" className={classes.notice}>
          {t.blanked}
        </Alert>
      ) : (
        <>
          {mail.isSealed ? (
            <Alert icon={<IconLock stroke={1.5} />} color="gray" className={classes.notice}>
              {t.sealedNotice}
            </Alert>
          ) : null}
          <section aria-label={t.body} className={classes.body} dir="auto">
            {body}
          </section>
          <Group gap={8}>
            <CopyButton value={`${mail.subject}\n\n${body}`} what={t.whole} button={t.copyWhole} />
            <CopyButton value={mail.subject} what={t.subject} button={t.copySubject} />
            <CopyButton value={body} what={t.body} button={t.copyBody} />
            <Button size="compact-sm" onClick={() => openMail(mail.id, detail.mailTo).catch(sayFault)}>
              {t.open}
            </Button>
            <Button size="compact-sm" onClick={save}>
              {t.save}
            </Button>
          </Group>
          {detail.files.length > 0 ? <p className={classes.reason}>{t.openWithout}</p> : null}
        </>
      )}
      <Attempts attempts={detail.attempts} />
    </>
  );
}

/** Sending and cancelling, for a mail that is neither sent nor cancelled. */
function Actions({ detail: { mail, isBlanked, sends } }: { detail: MailDetail }) {
  const { send, cancel } = useDecisions();
  const word = t.send[mail.state];
  if (!word) return null;
  return (
    <Group gap={8}>
      {sends && !isBlanked ? (
        <Button size="compact-sm" onClick={() => send.mutate([mail.id])} loading={send.isPending}>
          {word}
        </Button>
      ) : null}
      <ConfirmButton
        title={t.cancelTitle(1)}
        sentence={t.cancelSentence}
        confirm={t.cancel}
        danger
        onConfirm={() => cancel.mutateAsync([mail.id])}
        button={{ size: 'compact-sm' }}
      >
        {t.cancel}
      </ConfirmButton>
    </Group>
  );
}
