import { type UseFormReturnType, useForm } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import type { ZodType } from 'zod';
import { type Fault, toFault } from '@/api/fault';

interface RecordFormOptions<Values, Saved> {
  initial: Values;
  save: (values: Values) => Promise<Saved>;
  /**
   * Called after saving; what it returns becomes the form's new unchanged state. Nothing leaves what was typed as a
   * change: it was only checked. `close` is whether Save was meant to close it.
   */
  onSaved: (saved: Saved, close: boolean) => Values | undefined;
  /** What the program has now, to go on from when somebody else changed it meanwhile. */
  present?: () => Promise<Values>;
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
  /** Loads what somebody else changed meanwhile, and keeps what was typed; only when that is what was refused. */
  catchUp: (() => Promise<void>) | undefined;
  /** Saves, and says whether it is saved; with `close` whoever saves goes away afterwards. */
  submit: (close?: boolean) => Promise<boolean>;
  discard: () => void;
}

/** The one way to write a form: values, what the program says about each field, and the first error gets the focus. */
export function useRecordForm<Values extends Record<string, unknown>, Saved>({
  initial,
  save,
  onSaved,
  present,
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

  const submit = async (close = false) => {
    if (busy) return false;
    const values = form.getValues();
    const complaints = check ? complaintsOf(check, values) : {};
    if (Object.keys(complaints).length > 0) {
      refuse(complaints);
      return false;
    }
    setBusy(true);
    setFault(undefined);
    form.clearErrors();
    try {
      const saved = await save(values);
      const next = onSaved(saved, close);
      if (next === undefined) return true;
      form.setInitialValues(next);
      form.setValues(next);
      form.resetDirty(next);
      return true;
    } catch (thrown) {
      const refusal = toFault(thrown);
      refuse(refusal.fields, refusal);
      return false;
    } finally {
      setBusy(false);
    }
  };

  // What this screen itself changes beside the form must not count as somebody else's change.
  const arrived = useRef(initial);
  useEffect(() => {
    if (same(arrived.current, initial)) return;
    arrived.current = initial;
    const was = form.getInitialValues();
    const typed = form.getValues();
    const mine = Object.keys(was).filter((key) => !same(typed[key], was[key]));
    if (busy || mine.some((key) => !same(was[key], initial[key]))) return; // both changed it: saving will ask
    goOn(form, initial);
  });

  const catchUp = async () => {
    try {
      goOn(form, (await present?.()) ?? form.getInitialValues());
      form.clearErrors();
      setFault(undefined);
    } catch (thrown) {
      setFault(toFault(thrown));
    }
  };

  const discard = () => {
    form.reset();
    form.clearErrors();
    setFault(undefined);
  };

  const stale = fault?.fields.seen !== undefined && present !== undefined;
  return {
    form,
    container,
    busy,
    fault,
    changed: form.isDirty(),
    catchUp: stale ? catchUp : undefined,
    submit,
    discard,
  };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Makes another state the unchanged one, and keeps what was typed over the last one. */
function goOn<Values extends Record<string, unknown>>(form: UseFormReturnType<Values>, now: Values) {
  const was = form.getInitialValues();
  const typed = form.getValues();
  const kept = Object.fromEntries(Object.entries(typed).filter(([key, value]) => !same(value, was[key])));
  form.setInitialValues(now);
  form.resetDirty(now);
  form.setValues({ ...now, ...kept });
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
