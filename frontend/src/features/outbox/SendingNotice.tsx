import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle, IconMailPause } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { MailState } from '@/api/types';
import { texts } from '@/app/texts';
import classes from './MailPanel.module.css';

const t = texts.outbox;

/** Above the list: why mails wait, and the button that mends it. Nothing while they go out. */
export function SendingNotice({ state }: { state: MailState | undefined }) {
  if (!state || (state.settings.isOn && state.reason === '')) return null;
  const { isOn } = state.settings;
  return (
    <Alert
      role={isOn ? 'alert' : undefined}
      color={isOn ? 'bad' : 'gray'}
      icon={isOn ? <IconAlertTriangle stroke={1.5} /> : <IconMailPause stroke={1.5} />}
      className={isOn ? classes.failing : classes.notice}
    >
      <div className={classes.sending}>
        <span>{isOn ? `${t.failing} ${state.reason}` : t.noServer}</span>
        <Button size="xs" component={Link} to="/settings/mail">
          {isOn ? t.mend : t.setUp}
        </Button>
      </div>
    </Alert>
  );
}
