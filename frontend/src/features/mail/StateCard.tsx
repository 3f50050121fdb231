import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { MailState } from '@/api/types';
import { texts } from '@/app/texts';
import { Moment } from '@/components/Moment';
import { Facts } from '@/components/SidePanel';
import { StatusDot } from '@/components/StatusDot';
import classes from './StateCard.module.css';

const t = texts.mail;

/** Whether mails go out, what waits, and why where it does. */
export function StateCard({ state }: { state: MailState }) {
  const { settings, reason } = state;
  const failing = settings.isOn && reason !== '';
  const rows: [string, React.ReactNode][] = [];
  if (settings.isOn) {
    rows.push([t.facts.sent, <Moment key="sent" at={state.sentAt} otherwise={t.nothingYet} />]);
    rows.push([t.facts.queued, t.mails(state.queued)]);
  }
  if (failing && state.pausedUntil) rows.push([t.facts.next, <Moment key="next" at={state.pausedUntil} />]);
  if (state.held > 0 || !settings.isOn) rows.push([t.facts.held, t.mails(state.held)]);
  if (state.failed > 0) rows.push([t.facts.failed, t.mails(state.failed)]);

  return (
    <section className={classes.card} aria-labelledby="mail-state">
      <div className={classes.head}>
        <h2 className={classes.title} id="mail-state">
          <StatusDot tone={failing ? 'bad' : settings.isOn ? 'good' : 'quiet'}>
            {failing ? t.state.failing : settings.isOn ? t.state.on : t.state.off}
          </StatusDot>
        </h2>
        <Button size="xs" component={Link} to="/outbox">
          {t.openOutbox}
        </Button>
      </div>
      <Facts rows={rows} />
      {failing ? (
        <Alert role="alert" color="bad" icon={<IconAlertTriangle stroke={1.5} />} className={classes.problem}>
          {reason}
        </Alert>
      ) : null}
    </section>
  );
}
