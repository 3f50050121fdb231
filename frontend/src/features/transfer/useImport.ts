import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api';
import { chooseFile, sendFile } from '@/api/system';
import type { ChosenFile, TransferPreview, TransferReport } from '@/api/types';
import { texts } from '@/app/texts';
import { useTask } from '@/components/useTask';

export type Kind = 'organizations' | 'users' | 'allotments';

export interface Choice {
  noHeader: boolean;
  mapping: string[];
  mode: string;
  sendActivation: boolean;
}

const FIRST: Choice = { noHeader: false, mapping: [], mode: 'insert', sendActivation: false };

/** An import from the choice of the file to its end. What was checked counts only until something is changed. */
export function useImport(kind: Kind) {
  const [file, setFile] = useState<ChosenFile>();
  const [preview, setPreview] = useState<TransferPreview>();
  const [choice, setChoice] = useState<Choice>(FIRST);
  const [reading, setReading] = useState(false);
  const [error, setError] = useState<unknown>();
  const check = useTask();
  const carryOut = useTask();
  const checked = useReport(check.state?.state === 'done' ? check.state.id : '');
  const done = useReport(carryOut.state?.state === 'done' ? carryOut.state.id : '');

  const start = () => {
    setFile(undefined);
    setPreview(undefined);
    setError(undefined);
    check.forget();
    carryOut.forget();
  };

  const show = async (chosen: ChosenFile, sheet: string) => {
    const next = await api.transfer.Preview(kind, chosen.token, sheet);
    check.forget();
    setFile(chosen);
    setPreview(next);
    setChoice((before) => ({ ...before, mapping: next.mapping }));
  };

  const guarded = async (work: () => Promise<void>) => {
    setError(undefined);
    setReading(true);
    try {
      await work();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setReading(false);
    }
  };

  const take = async (chosen: ChosenFile | undefined) => {
    if (!chosen) return;
    start();
    await show(chosen, '');
  };

  const request = () => ({ kind, token: file?.token ?? '', sheet: preview?.sheet ?? '', ...choice });
  const run = (task: typeof check, begin: typeof api.transfer.Check) => {
    setError(undefined);
    task.start(() => begin(request())).catch(setError);
  };

  return {
    file,
    preview,
    choice,
    reading,
    error,
    check,
    carryOut,
    checked,
    done,
    start,
    choose: () => guarded(async () => take(await chooseFile(texts.transfer.choose, ['.csv', '.xlsx', '.txt', '.tsv']))),
    drop: (dropped: File) => guarded(async () => take(await sendFile(dropped))),
    chooseSheet: (sheet: string) => guarded(async () => file && show(file, sheet)),
    change: (changes: Partial<Choice>) => {
      check.forget();
      setChoice((before) => ({ ...before, ...changes }));
    },
    runCheck: () => run(check, api.transfer.Check),
    runImport: () => run(carryOut, api.transfer.Import),
  };
}

export type Import = ReturnType<typeof useImport>;

function useReport(id: string): TransferReport | undefined {
  // Kept from the asking anew that follows every change: a report does not change.
  return useQuery({
    queryKey: ['task', 'report', id],
    queryFn: () => api.transfer.Report(id),
    enabled: id !== '',
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}
