import { useRef, useState } from 'react';

export interface Selection {
  ids: ReadonlySet<number>;
  /** Chooses a row or lets it go; with `through`, everything between it and the last one too. */
  toggle: (id: number, through: boolean) => void;
  /** Chooses all rows that are shown, or lets them go. */
  toggleAll: () => void;
  all: boolean;
  some: boolean;
  clear: () => void;
}

/** Which rows of a list are chosen for an action on all of them. Another search or filter (`key`) begins anew. */
export function useSelection(shown: number[], key: string): Selection {
  const [kept, setKept] = useState<{ key: string; ids: ReadonlySet<number> }>({ key, ids: new Set() });
  const last = useRef<number>(undefined);
  const ids = kept.key === key ? new Set(shown.filter((id) => kept.ids.has(id))) : new Set<number>();
  const keep = (next: Set<number>) => setKept({ key, ids: next });
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
    clear: () => keep(new Set()),
  };
}
