import { type UseFormReturnType, useForm } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import type { ZodType } from 'zod';
import { type Fault, toFault } from '@/api/fault';

interface RecordFormOptions<Values, Saved> {
  initial: Values;
  save: (values: Values) => Promise<Saved>;
  /** Called after saving; what it returns becomes the form's new unchanged state. */
  onSaved: (saved: Saved) => Values;
  /** What can be said before asking the program. The program checks everything again. */
  check?: ZodType;
}

export interface RecordForm<Values> {
  form: UseFormReturnType<Values>;
  container: React.RefObject<HTMLFormElement | null>;
  busy: boolean;
  /** The refusal, when its sentences do not all stand beside fields. */
  fault: Fault | undefined;
  changed: boolean;
  submit: () => Promise<void>;
  discard: () => void;
}

/** The one way to write a form: values, what the program says about each field, and the first error gets the focus. */
export function useRecordForm<Values extends Record<string, unknown>, Saved>({
  initial,
  save,
  onSaved,
  check,
}: RecordFormOptions<Values, Saved>): RecordForm<Values> {
  const container = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const [refusals, setRefusals] = useState(0);
  const form = useForm<Values>({ mode: 'controlled', initialValues: initial });

  // After the sentences stand beside their fields, the first of them gets the focus.
  useEffect(() => {
    if (refusals > 0) focusFirstError(container.current);
  }, [refusals]);

  const refuse = (fields: Record<string, string>, refusal?: Fault) => {
    form.setErrors(fields);
    setFault(refusal);
    setRefusals((count) => count + 1);
  };

  const submit = async () => {
    if (busy) return;
    const values = form.getValues();
    const complaints = check ? complaintsOf(check, values) : {};
    if (Object.keys(complaints).length > 0) {
      refuse(complaints);
      return;
    }
    setBusy(true);
    setFault(undefined);
    form.clearErrors();
    try {
      const saved = await save(values);
      const next = onSaved(saved);
      form.setInitialValues(next);
      form.setValues(next);
      form.resetDirty(next);
    } catch (thrown) {
      const refusal = toFault(thrown);
      refuse(refusal.fields, refusal);
    } finally {
      setBusy(false);
    }
  };

  const discard = () => {
    form.reset();
    form.clearErrors();
    setFault(undefined);
  };

  return { form, container, busy, fault, changed: form.isDirty(), submit, discard };
}

/** The first complaint about each field, by its name. */
export function complaintsOf(check: ZodType, values: unknown): Record<string, string> {
  const result = check.safeParse(values);
  if (result.success) return {};
  const complaints: Record<string, string> = {};
  for (const issue of result.error.issues) complaints[issue.path.join('.')] ??= issue.message;
  return complaints;
}

const MARKED = '[aria-invalid="true"], [data-error] input, [data-error] textarea, [data-invalid] input';

/** Brings the focus to the first field at fault, or to the notice that says what is wrong. */
export function focusFirstError(container: HTMLElement | null): void {
  const field = container?.querySelector<HTMLElement>(MARKED);
  const target = field ?? container?.querySelector<HTMLElement>('[role="alert"] button, [role="alert"]');
  target?.focus();
  target?.scrollIntoView?.({ block: 'center' });
}
