import { Alert, Button, Group } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import { finishSaving, openMail } from '@/api/system';
import type { MailDetail } from '@/api/types';
import { exact } from '@/app/format';
import { texts } from '@/app/texts';
import { CopyButton } from '@/components/CopyField';
import { Loaded } from '@/components/Loaded';
import { sayDone, sayFault } from '@/components/notices';
import { Facts, SidePanel } from '@/components/SidePanel';
import classes from './MailPanel.module.css';

const t = texts.outbox;

/** One mail to read and to take away. */
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

  return (
    <>
      <Facts rows={rows} />
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
        </>
      )}
    </>
  );
}
