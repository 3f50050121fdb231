import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { isValidElement, type ReactNode, useSyncExternalStore } from 'react';
import { toFault } from '@/api/fault';
import { texts } from '@/app/texts';

interface Undo {
  label?: string;
  run: () => void;
}

/** The last change that can be undone, for as long as the program is open: the notice that offers it goes soon. */
interface LastChange {
  words: string;
  undo: () => void;
}

let last: LastChange | undefined;
const listeners = new Set<() => void>();

function remember(next: LastChange | undefined) {
  last = next;
  for (const tell of listeners) tell();
}

/** The last change that can still be undone. */
export const useLastChange = () =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => last,
  );

/** What a notice says, without what was left out. */
const wordsOf = (message: ReactNode) =>
  isValidElement<{ done?: string }>(message) ? (message.props.done ?? '') : String(message);

/** Says in a corner that something was done, with a way back where there is one. */
export function sayDone(message: ReactNode, undo?: Undo): void {
  let undone = false; // the notice takes a moment to go, and a second click must not undo again
  const takeBack = () => {
    if (undone) return;
    undone = true;
    notifications.hide(id);
    remember(undefined);
    undo?.run();
  };
  if (undo && undo.label === undefined) remember({ words: wordsOf(message), undo: takeBack });
  const id: string = notifications.show({
    message: undo ? (
      <span style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 12 }}>
        <span>{message}</span>
        <Button size="compact-sm" style={{ flexShrink: 0 }} onClick={takeBack}>
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
