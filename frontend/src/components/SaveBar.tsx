import { Button } from '@mantine/core';
import { texts } from '@/app/texts';
import classes from './SaveBar.module.css';

interface SaveBarProps {
  busy: boolean;
  save?: string;
  discard?: string;
  onDiscard: () => void;
  /** Saves and stays, where Save saves and closes. */
  onApply?: () => void;
  /** There is nothing to discard or apply. */
  unchanged?: boolean;
}

/** Save and Discard, and Apply where Save closes, at the foot of a form in which something has changed. */
export function SaveBar({
  busy,
  save = texts.app.save,
  discard = texts.app.discard,
  onDiscard,
  onApply,
  unchanged = false,
}: SaveBarProps) {
  return (
    <div className={classes.bar}>
      <Button onClick={onDiscard} disabled={busy || unchanged}>
        {discard}
      </Button>
      {onApply ? (
        <Button onClick={onApply} disabled={busy || unchanged}>
          {texts.app.apply}
        </Button>
      ) : null}
      <Button type="submit" variant="filled" loading={busy}>
        {save}
      </Button>
    </div>
  );
}
