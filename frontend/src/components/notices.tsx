import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { toFault } from '@/api/fault';
import { texts } from '@/app/texts';

interface Undo {
  label?: string;
  run: () => void;
}

/** Says in a corner that something was done, with a way back where there is one. */
export function sayDone(message: ReactNode, undo?: Undo): void {
  let undone = false; // the notice takes a moment to go, and a second click must not undo again
  const id = notifications.show({
    message: undo ? (
      <span style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 12 }}>
        <span>{message}</span>
        <Button
          size="compact-sm"
          style={{ flexShrink: 0 }}
          onClick={() => {
            if (undone) return;
            undone = true;
            notifications.hide(id);
            undo.run();
          }}
        >
          {undo.label ?? texts.app.undo}
        </Button>
      </span>
    ) : (
      message
    ),
    color: 'act',
    autoClose: undo ? 12_000 : 5_000,
    closeButtonProps: { 'aria-label': texts.app.dismiss },
  });
}

/** Says in a corner what could not be done; for actions that have no form to say it in. */
export function sayFault(thrown: unknown): void {
  const fault = toFault(thrown);
  notifications.show({
    message: fault.requestId ? `${fault.message} ${texts.app.requestId(fault.requestId)}` : fault.message,
    color: 'bad',
    autoClose: 12_000,
    closeButtonProps: { 'aria-label': texts.app.dismiss },
  });
}
