import { useHotkeys } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';
import { useBlocker } from 'react-router';
import { setUnsaved } from '@/api/system';
import { texts } from '@/app/texts';
import { ConfirmDialog } from './ConfirmButton';
import { ErrorNotice } from './ErrorNotice';
import { SaveBar } from './SaveBar';
import type { RecordForm as Form } from './useRecordForm';

interface RecordFormProps<Values> {
  record: Form<Values>;
  /** The form's accessible name. */
  label: string;
  /** A record that is not there yet: Save stands there from the start, and Discard is Cancel. */
  onCancel?: () => void;
  save?: string;
  children: ReactNode;
}

/** A form with its bar, Ctrl/Cmd+S, its refusal, and a guard against losing what was typed. */
export function RecordForm<Values>({ record, label, onCancel, save, children }: RecordFormProps<Values>) {
  const { changed, busy, submit, fault } = record;
  useHotkeys([['mod+S', () => (changed || onCancel) && submit()]], [], true);

  // Whoever makes something new begins with its first field.
  const isNew = onCancel !== undefined;
  const { container } = record;
  useEffect(() => {
    if (isNew) container.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [isNew, container]);

  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    return changed && !busy && currentLocation.pathname !== nextLocation.pathname;
  });

  const leaving = useRef(false);
  leaving.current = false;

  useEffect(() => {
    if (!changed) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    setUnsaved(true);
    return () => {
      window.removeEventListener('beforeunload', hold);
      setUnsaved(false);
    };
  }, [changed]);

  const { catchUp } = record;
  const said = Object.keys(fault?.fields ?? {}).length > 0 && fault?.mend === undefined && catchUp === undefined;
  return (
    <form
      ref={record.container}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {fault && !said ? <ErrorNotice error={fault} onRetry={catchUp} retry={texts.app.catchUp} /> : null}
      {children}
      {changed || onCancel ? (
        <SaveBar
          busy={busy}
          save={save}
          discard={onCancel ? texts.app.cancel : undefined}
          onDiscard={onCancel ?? record.discard}
        />
      ) : null}
      <ConfirmDialog
        opened={blocker.state === 'blocked'}
        onClose={() => leaving.current || blocker.reset?.()}
        title={texts.app.unsavedTitle}
        sentence={texts.app.unsavedSentence}
        confirm={texts.app.leave}
        danger
        onConfirm={async () => {
          leaving.current = true;
          blocker.proceed?.();
        }}
      />
    </form>
  );
}
