import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { MailState } from '@/api/types';
import { texts } from '@/app/texts';
import { Moment } from '@/components/Moment';
import { StateCard } from '@/components/StateCard';

const t = texts.mail;

/** Whether mails go out, what waits, and why where it does. */
export function MailCard({ state }: { state: MailState }) {
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
    <StateCard
      tone={failing ? 'bad' : settings.isOn ? 'good' : 'quiet'}
      state={failing ? t.state.failing : settings.isOn ? t.state.on : t.state.off}
      rows={rows}
      problem={failing ? reason : ''}
      actions={
        <Button size="xs" component={Link} to="/outbox">
          {t.openOutbox}
        </Button>
      }
    />
  );
}
