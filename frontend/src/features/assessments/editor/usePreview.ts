import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api';
import type { Editor } from './useEditor';

export type Values = Record<string, string[]>;

interface Look {
  page: number;
  check: boolean;
  fresh: string;
  values: Values;
  drivers: Record<string, boolean>;
  /** Counts the times that a page is to be drawn anew, whatever it says. */
  turn: number;
}

/** The pages of a draft as a respondent would meet them, with answers that are kept nowhere. */
export function usePreview(editor: Editor, isDark: boolean) {
  const [look, setLook] = useState<Look>({ page: 0, check: false, fresh: '', values: {}, drivers: {}, turn: 0 });
  const request = {
    text: editor.text,
    drivers: look.drivers,
    values: look.values,
    page: look.page,
    check: look.check,
    new: look.fresh,
    organizationId: 0,
    language: 'en',
    isDark,
  };
  const query = useQuery({
    queryKey: ['assessments', 'preview', editor.draft.id, request],
    queryFn: () => api.assessments.Preview(request),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  const go = (page: number, values = look.values) =>
    setLook({ ...look, values, page, check: false, fresh: '', turn: look.turn + 1 });
  return {
    look,
    page: query.data,
    /** What is drawn; it stays the same while answers are typed that change nothing else. */
    drawn: query.isPlaceholderData
      ? undefined
      : JSON.stringify([editor.text, isDark, look.drivers, look.turn, look.fresh, query.data?.page, query.data?.shown]),
    error: query.error,
    go,
    /** Goes on from a page as a respondent does: with what is wrong said, and what an answer brings up shown first. */
    next: async (values: Values) => {
      const asked = query.data?.shown ?? [];
      const tried = await api.assessments.Preview({ ...request, values, check: true, new: '' });
      const fresh = tried.shown.find((id) => !asked.includes(id));
      if (fresh !== undefined) setLook({ ...look, values, check: false, fresh });
      else if (tried.problems > 0) setLook({ ...look, values, check: true, fresh: '', turn: look.turn + 1 });
      else go(look.page + 1, values);
    },
    answer: (values: Values) => setLook((before) => ({ ...before, values })),
    setDriver: (id: string, on: boolean) => setLook({ ...look, drivers: { ...look.drivers, [id]: on }, check: false }),
    clear: () => setLook({ ...look, values: {}, check: false, fresh: '', turn: look.turn + 1 }),
  };
}

export type Preview = ReturnType<typeof usePreview>;
