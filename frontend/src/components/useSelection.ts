import { useRef, useState } from 'react';

export interface Selection {
  ids: ReadonlySet<number>;
  /** Chooses a row or lets it go; with `through`, everything between it and the last one too. */
  toggle: (id: number, through: boolean) => void;
  /** Chooses all rows that are shown, or lets them go. */
  toggleAll: () => void;
  all: boolean;
  some: boolean;
  /** Everything that matches is chosen, also what is not shown yet. */
  everything: boolean;
  takeEverything: () => void;
  clear: () => void;
}

/** Which rows of a list are chosen for an action on all of them. Another search or filter (`key`) begins anew. */
export function useSelection(shown: number[], key: string): Selection {
  const [kept, setKept] = useState<{ key: string; ids: ReadonlySet<number> | 'everything' }>({ key, ids: new Set() });
  const last = useRef<number>(undefined);
  const held = kept.key === key ? kept.ids : new Set<number>();
  const everything = held === 'everything';
  const ids = new Set(everything ? shown : shown.filter((id) => held.has(id)));
  const keep = (next: Set<number> | 'everything') => setKept({ key, ids: next });
  const all = shown.length > 0 && ids.size === shown.length;

  return {
    ids,
    toggle: (id, through) => {
      const next = new Set(ids);
      const on = !ids.has(id);
      const from = through && last.current !== undefined ? shown.indexOf(last.current) : -1;
      const to = shown.indexOf(id);
      const between = from < 0 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
      for (const one of between) {
        if (on) next.add(one);
        else next.delete(one);
      }
      last.current = id;
      keep(next);
    },
    toggleAll: () => keep(all ? new Set() : new Set(shown)),
    all,
    some: ids.size > 0 && !all,
    everything,
    takeEverything: () => keep('everything'),
    clear: () => keep(new Set()),
  };
}
