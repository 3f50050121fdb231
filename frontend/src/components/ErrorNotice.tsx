import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { type Fault, toFault } from '@/api/fault';
import { texts } from '@/app/texts';
import classes from './ErrorNotice.module.css';

interface ErrorNoticeProps {
  error: unknown;
  onRetry?: () => void;
  /** The word on that button. */
  retry?: string;
}

/** The one way to say that something went wrong: the sentence, the button that mends it, the request id. */
export function ErrorNotice({ error, onRetry, retry = texts.app.tryAgain }: ErrorNoticeProps) {
  const navigate = useNavigate();
  const fault: Fault = toFault(error);
  const { mend } = fault;
  return (
    <Alert
      role="alert"
      color="bad"
      variant="light"
      icon={<IconAlertTriangle stroke={1.5} />}
      className={classes.notice}
    >
      <p className={classes.message}>{fault.message}</p>
      {fault.requestId ? <p className={classes.request}>{texts.app.requestId(fault.requestId)}</p> : null}
      {mend || onRetry ? (
        <div className={classes.buttons}>
          {mend ? (
            <Button size="xs" onClick={() => navigate(mend.to)}>
              {mend.label}
            </Button>
          ) : null}
          {onRetry ? (
            <Button size="xs" onClick={onRetry}>
              {retry}
            </Button>
          ) : null}
        </div>
      ) : null}
    </Alert>
  );
}
