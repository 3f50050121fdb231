import { type QueryClient, useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api';
import type { OrganizationRow } from '@/api/types';
import type { Stretch } from '@/components/useList';

/** One line of the tree as it stands on screen. */
export type TreeLine =
  | { kind: 'row'; row: OrganizationRow; depth: number; unfolded: boolean }
  | { kind: 'more'; parentId: number; depth: number; loading: boolean }
  | { kind: 'waiting'; parentId: number; depth: number }
  | { kind: 'error'; parentId: number; depth: number; error: unknown; retry: () => void };

export interface Tree {
  lines: TreeLine[];
  waiting: boolean;
  error: unknown;
  retry: () => void;
  toggle: (id: number) => void;
  loadMore: (parentId: number) => void;
}

type Page = Stretch<OrganizationRow>;

const keyOf = (parentId: number, status: string, after: string) => [
  'organizations',
  'children',
  parentId,
  status,
  after,
];

/**
 * The open branches of the tree, laid out as one list of lines, so that only those on screen have to be drawn. Each
 * branch is loaded when it is opened, stretch by stretch.
 */
export function useTree(status: string): Tree {
  const client = useQueryClient();
  // How many stretches of each open branch are wanted.
  const [wanted, setWanted] = useState<ReadonlyMap<number, number>>(new Map([[0, 1]]));
  const stretches = wantedStretches(client, wanted, status);
  const results = useQueries({
    queries: stretches.map(({ parentId, after }) => ({
      queryKey: keyOf(parentId, status, after),
      queryFn: () => api.organizations.Children(parentId, status, after) as Promise<Page>,
    })),
  });

  const byBranch = new Map<number, (typeof results)[number][]>();
  stretches.forEach(({ parentId }, at) => {
    const result = results[at];
    if (result) byBranch.set(parentId, [...(byBranch.get(parentId) ?? []), result]);
  });

  const lines: TreeLine[] = [];
  const lay = (parentId: number, depth: number) => {
    const pages = byBranch.get(parentId) ?? [];
    for (const page of pages) {
      for (const row of page.data?.items ?? []) {
        const unfolded = wanted.has(row.id) && row.children > 0;
        lines.push({ kind: 'row', row, depth, unfolded });
        if (unfolded) lay(row.id, depth + 1);
      }
    }
    const last = pages.at(-1);
    if (last?.error && !last.data) {
      lines.push({ kind: 'error', parentId, depth, error: last.error, retry: () => last.refetch() });
    } else if (!last?.data && pages.length < 2) {
      lines.push({ kind: 'waiting', parentId, depth });
    } else if (!last?.data || last.data.next) {
      lines.push({ kind: 'more', parentId, depth, loading: !last?.data });
    }
  };
  lay(0, 0);

  const top = byBranch.get(0)?.[0];
  return {
    lines,
    waiting: top?.isPending ?? true,
    error: top?.data ? undefined : top?.error,
    retry: () => top?.refetch(),
    toggle: (id) =>
      setWanted((present) => {
        const next = new Map(present);
        if (!next.delete(id)) next.set(id, 1);
        return next;
      }),
    loadMore: (parentId) => {
      const pages = byBranch.get(parentId) ?? [];
      if (pages.every(({ data }) => data)) setWanted((present) => new Map(present).set(parentId, pages.length + 1));
    },
  };
}

/** The stretches to ask for: of each open branch the first, and each further one as soon as the one before says where it begins. */
function wantedStretches(client: QueryClient, wanted: ReadonlyMap<number, number>, status: string) {
  const stretches: { parentId: number; after: string }[] = [];
  for (const [parentId, count] of wanted) {
    let after = '';
    for (let at = 0; at < count; at++) {
      stretches.push({ parentId, after });
      const page = client.getQueryData<Page>(keyOf(parentId, status, after));
      if (!page?.next) break;
      after = page.next;
    }
  }
  return stretches;
}
