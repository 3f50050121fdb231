import type { MailAttempt } from '@/api/types';
import { texts } from '@/app/texts';
import { Moment } from '@/components/Moment';
import { StatusDot, type Tone } from '@/components/StatusDot';
import classes from './MailPanel.module.css';

const t = texts.outbox;
const TONES: Record<string, Tone> = { sent: 'good', later: 'warn', refused: 'bad' };

/** Every try to send a mail, the latest first, with what the mail server said. */
export function Attempts({ attempts }: { attempts: MailAttempt[] }) {
  if (attempts.length === 0) return null;
  return (
    <section aria-labelledby="mail-attempts">
      <h3 className={classes.heading} id="mail-attempts">
        {t.attempts}
      </h3>
      <ol className={classes.attempts}>
        {attempts.map((one) => (
          <li key={one.id}>
            <StatusDot tone={TONES[one.outcome] ?? 'quiet'}>{t.outcome[one.outcome] ?? one.outcome}</StatusDot>{' '}
            <Moment at={one.at} />
            {one.reason ? <p className={classes.reason}>{one.reason}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
