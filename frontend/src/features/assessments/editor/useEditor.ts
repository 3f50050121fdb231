import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { api } from '@/api';
import type { AssessmentDraft, DefinitionProblem } from '@/api/types';
import { useChange } from '@/app/useChange';
import type { Selection } from './changes';
import { type Definition, readDefinition, writeDefinition } from './definition';
import { isAt, placeOf, sayProblem } from './places';

export interface Editor {
  draft: AssessmentDraft;
  definition: Definition;
  /** The definition as it would be saved. */
  text: string;
  change: (change: (definition: Definition) => Definition) => void;
  selection: Selection;
  select: (selection: Selection) => void;
  /** The id of what was just added: it is not told off before it was left. */
  fresh: string | undefined;
  add: (changed: [Definition, Selection]) => void;
  problems: DefinitionProblem[];
  checking: boolean;
  /** The sentence for a field, by its place in the file. */
  at: (place: string) => string | undefined;
  changed: boolean;
  save: () => Promise<AssessmentDraft | undefined>;
  busy: boolean;
}

export const draftKey = (id: number) => ['assessments', 'draft', id];

/** A draft while it is edited: what it says, what is looked at, what is wrong with it. */
export function useEditor(draft: AssessmentDraft): Editor {
  const client = useQueryClient();
  const [definition, setDefinition] = useState(() => readDefinition(draft.text));
  const [selection, setSelection] = useState<Selection>(() => firstOf(definition));
  const [fresh, setFresh] = useState<string>();
  const text = useMemo(() => writeDefinition(definition), [definition]);
  const [saved, setSaved] = useState(text);

  const [typed] = useDebouncedValue(text, 350);
  const check = useQuery({
    queryKey: ['assessments', 'check', draft.id, typed],
    queryFn: () => api.assessments.Check(draft.id, typed),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const problems = check.data ?? draft.problems;

  const saving = useChange((what: string) => api.assessments.SaveDraft(draft.id, what), {
    onDone: (kept, what) => {
      client.setQueryData(draftKey(draft.id), kept);
      setSaved(what);
      setFresh(undefined);
    },
  });

  const select = useCallback((next: Selection) => {
    setSelection(next);
    setFresh(undefined);
  }, []);

  const add = useCallback(([next, selected]: [Definition, Selection]) => {
    setDefinition(next);
    setSelection(selected);
    setFresh('id' in selected ? selected.id : undefined);
  }, []);

  const freshPlace = fresh === undefined ? undefined : placeOf(definition, selection);
  const at = (place: string) => {
    if (freshPlace !== undefined && isAt(place, freshPlace)) return undefined;
    const found = problems.find((one) => one.place === place);
    return found && sayProblem(found);
  };

  return {
    draft,
    definition,
    text,
    change: setDefinition,
    selection,
    select,
    fresh,
    add,
    problems,
    checking: typed !== text || check.isFetching,
    at,
    changed: text !== saved,
    save: async () => {
      try {
        return await saving.mutateAsync(text);
      } catch {
        return undefined; // said by useChange
      }
    },
    busy: saving.isPending,
  };
}

const firstOf = (definition: Definition): Selection => {
  if (definition.name === '') return { kind: 'general' };
  const question = definition.sections[0]?.questions[0];
  const section = definition.sections[0];
  if (question) return { kind: 'question', id: question.id };
  return section ? { kind: 'section', id: section.id } : { kind: 'general' };
};
