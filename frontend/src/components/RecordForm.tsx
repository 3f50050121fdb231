import { useHotkeys } from '@mantine/hooks';
import { type ReactNode, useEffect } from 'react';
import { texts } from '@/app/texts';
import { ErrorNotice } from './ErrorNotice';
import { LeaveGuard } from './LeaveGuard';
import { SaveBar } from './SaveBar';
import type { RecordForm as Form } from './useRecordForm';

interface RecordFormProps<Values> {
  record: Form<Values>;
  /** The form's accessible name. */
  label: string;
  /** A record that is not there yet: Save stands there from the start, and Discard is Cancel. */
  onCancel?: () => void;
  save?: string;
  /** Makes Save close the form and puts Apply, which saves and stays, beside it. Called by Save while nothing has changed. */
  onClose?: () => void;
  children: ReactNode;
}

/** A form with its bar, Ctrl/Cmd+S, its refusal, and a guard against losing what was typed. */
export function RecordForm<Values>({ record, label, onCancel, save, onClose, children }: RecordFormProps<Values>) {
  const { changed, busy, submit, fault } = record;
  useHotkeys([['mod+S', () => (changed || onCancel) && submit()]], [], true);

  // Whoever makes something new begins with its first field.
  const isNew = onCancel !== undefined;
  const { container } = record;
  useEffect(() => {
    if (isNew) container.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [isNew, container]);

  const { catchUp } = record;
  const said = Object.keys(fault?.fields ?? {}).length > 0 && fault?.mend === undefined && catchUp === undefined;
  return (
    <form
      ref={record.container}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (onClose && !changed && !onCancel) onClose();
        else submit(onClose !== undefined);
      }}
    >
      {fault && !said ? <ErrorNotice error={fault} onRetry={catchUp} retry={texts.app.catchUp} /> : null}
      {children}
      {changed || onCancel || onClose ? (
        <SaveBar
          busy={busy}
          save={save}
          discard={onCancel ? texts.app.cancel : undefined}
          onDiscard={onCancel ?? record.discard}
          onApply={onClose ? () => submit() : undefined}
          unchanged={!changed && !onCancel}
        />
      ) : null}
      <LeaveGuard when={changed} unless={busy} />
    </form>
  );
}
