import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router';

export interface Sort {
  column: string;
  descending: boolean;
}

export interface ListState {
  search: string;
  /** The chosen value by filter key; missing means any. */
  chosen: Record<string, string>;
  sort: Sort;
  /** The row whose panel is open. */
  open: string;
  setSearch: (words: string) => void;
  setFilter: (key: string, value: string) => void;
  setSort: (sort: Sort) => void;
  setOpen: (id: string) => void;
  /** Which of its views the list is shown in; '' for the usual one. */
  view: string;
  setView: (view: string) => void;
  clear: () => void;
  /** Something narrows the list. */
  narrowed: boolean;
}

const OWN = ['q', 'sort', 'open', 'view'];

/** What a list shows, kept in its address, so that going back finds it as it was. */
export function useListState(defaultSort: Sort): ListState {
  const [params, setParams] = useSearchParams();

  // Two quick changes (typing, then a filter) must not undo each other: the second starts from what the first wished.
  const wished = useRef(params);
  useEffect(() => {
    wished.current = params;
  }, [params]);

  const put = useCallback(
    (changes: Record<string, string>) => {
      const next = new URLSearchParams(wished.current);
      for (const [key, value] of Object.entries(changes)) {
        if (value === '') next.delete(key);
        else next.set(key, value);
      }
      wished.current = next;
      setParams(next, { replace: true });
    },
    [setParams],
  );

  return useMemo(() => {
    const search = params.get('q') ?? '';
    const chosen = Object.fromEntries([...params.entries()].filter(([key]) => !OWN.includes(key)));
    return {
      search,
      chosen,
      sort: sortOf(params.get('sort')) ?? defaultSort,
      open: params.get('open') ?? '',
      setSearch: (words) => put({ q: words }),
      setFilter: (key, value) => put({ [key]: value }),
      setSort: ({ column, descending }) => put({ sort: descending ? `-${column}` : column }),
      setOpen: (id) => put({ open: id }),
      view: params.get('view') ?? '',
      setView: (view) => put({ view }),
      clear: () => put({ q: '', ...Object.fromEntries(Object.keys(chosen).map((key) => [key, ''])) }),
      narrowed: search !== '' || Object.keys(chosen).length > 0,
    };
  }, [params, put, defaultSort]);
}

function sortOf(text: string | null): Sort | undefined {
  if (!text) return undefined;
  return text.startsWith('-') ? { column: text.slice(1), descending: true } : { column: text, descending: false };
}
