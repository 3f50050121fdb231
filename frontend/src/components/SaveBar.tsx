import { Button } from '@mantine/core';
import { texts } from '@/app/texts';
import classes from './SaveBar.module.css';

interface SaveBarProps {
  busy: boolean;
  save?: string;
  discard?: string;
  onDiscard: () => void;
}

/** Save and Discard, at the foot of a form in which something has changed. */
export function SaveBar({ busy, save = texts.app.save, discard = texts.app.discard, onDiscard }: SaveBarProps) {
  return (
    <div className={classes.bar}>
      <Button onClick={onDiscard} disabled={busy}>
        {discard}
      </Button>
      <Button type="submit" variant="filled" loading={busy}>
        {save}
      </Button>
    </div>
  );
}
