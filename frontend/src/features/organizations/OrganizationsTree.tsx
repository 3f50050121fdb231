import { Button, UnstyledButton } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, memo, type ReactNode, useEffect } from 'react';
import type { OrganizationRow } from '@/api/types';
import { texts } from '@/app/texts';
import { type Column, Gap } from '@/components/DataTable';
import { ErrorNotice } from '@/components/ErrorNotice';
import { Waiting } from '@/components/Loaded';
import { Name } from '@/components/Name';
import { SelectAll, SelectRow } from '@/components/SelectBox';
import type { Selection } from '@/components/useSelection';
import { type RowWindow, useWindow } from '@/components/useWindow';
import classes from './OrganizationsTree.module.css';
import type { Tree, TreeLine } from './useTree';

interface TreeProps {
  tree: Tree;
  columns: Column<OrganizationRow>[];
  selection: Selection;
  open: string;
  onOpen: (id: number) => void;
  empty: ReactNode;
}

/** The tree; each branch is loaded when it is opened. Arrow keys: up and down, right opens a branch, left closes it. */
export function OrganizationsTree(props: TreeProps) {
  const { tree, empty } = props;
  if (tree.error) return <ErrorNotice error={tree.error} onRetry={tree.retry} />;
  if (tree.waiting) return <Waiting lines={8} />;
  if (tree.lines.length === 0) return <div className={classes.box}>{empty}</div>;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears the arrow keys of the buttons inside
    <div className={classes.box} onKeyDown={steer} role="presentation">
      <Table {...props} />
    </div>
  );
}

function Table(props: TreeProps) {
  const { tree, columns, selection } = props;
  const { body, places, before, after, measure } = useWindow(tree.lines.length, 40);
  const span = columns.length + 2;
  return (
    <table
      className={classes.table}
      aria-label={texts.organizations.title}
      aria-rowcount={measure ? tree.lines.length + 1 : undefined}
    >
      <thead>
        <tr>
          <th scope="col" className={classes.tick}>
            <SelectAll selection={selection} />
          </th>
          <th scope="col">{texts.organizations.columns.name}</th>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={column.number ? classes.number : undefined}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        <Gap height={before} span={span} />
        {places.map((place) => {
          const line = tree.lines[place];
          if (line === undefined) return null;
          return line.kind === 'row' ? (
            <Node key={line.row.id} {...props} line={line} place={place} measure={measure} />
          ) : (
            <tr key={`${line.kind}-${line.parentId}`} ref={measure} data-index={place}>
              <td colSpan={span} style={{ paddingInlineStart: 64 + line.depth * 20 }}>
                <Rest line={line} tree={tree} />
              </td>
            </tr>
          );
        })}
        <Gap height={after} span={span} />
      </tbody>
    </table>
  );
}

type Row = Extract<TreeLine, { kind: 'row' }>;

/** What stands at the end of a branch that is not all here. */
function Rest({ line, tree }: { line: Exclude<TreeLine, Row>; tree: Tree }) {
  if (line.kind === 'error') return <ErrorNotice error={line.error} onRetry={line.retry} />;
  if (line.kind === 'waiting') return <Waiting lines={1} />;
  return <More loading={line.loading} onMore={() => tree.loadMore(line.parentId)} />;
}

/** Loads more of a branch as soon as its end comes near. */
function More({ loading, onMore }: { loading: boolean; onMore: () => void }) {
  const { ref, entry } = useIntersection({ rootMargin: '600px' });
  const near = entry?.isIntersecting ?? false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the last stretch has come and the end is still near
  useEffect(() => {
    if (near && !loading) onMore();
  }, [near, loading]);
  return (
    <div ref={ref}>
      <Button size="compact-sm" onClick={onMore} loading={loading}>
        {texts.app.loadMore}
      </Button>
    </div>
  );
}

interface NodeProps extends TreeProps {
  line: Row;
  place: number;
  measure: RowWindow['measure'];
}

const Node = memo(function Node({ line, place, measure, tree, columns, selection, open, onOpen }: NodeProps) {
  const t = texts.organizations;
  const { row, depth, unfolded } = line;
  const chosen = open === String(row.id);
  return (
    <tr
      ref={measure}
      data-index={place}
      aria-rowindex={measure ? place + 2 : undefined}
      className={chosen ? classes.chosen : undefined}
      aria-current={chosen || undefined}
      data-opens
      onClick={() => onOpen(row.id)}
    >
      <td className={classes.tick}>
        <SelectRow selection={selection} id={row.id} name={row.name} />
      </td>
      <th scope="row">
        <span className={classes.name} style={{ paddingInlineStart: depth * 20 }}>
          {row.children > 0 ? (
            <UnstyledButton
              className={classes.fold}
              data-fold
              aria-expanded={unfolded}
              aria-label={unfolded ? t.collapse(row.name) : t.expand(row.name)}
              onClick={(event) => {
                event.stopPropagation();
                tree.toggle(row.id);
              }}
            >
              <IconChevronRight size={15} stroke={1.5} aria-hidden="true" />
            </UnstyledButton>
          ) : (
            <span className={classes.leaf} />
          )}
          <UnstyledButton
            className={classes.open}
            data-row
            dir="auto"
            onClick={(event) => {
              event.stopPropagation();
              onOpen(row.id);
            }}
          >
            <Name>{row.name}</Name>
          </UnstyledButton>
        </span>
      </th>
      {columns.map((column) => (
        <td key={column.key} className={column.number ? `${classes.number} number` : undefined}>
          {column.render(row)}
        </td>
      ))}
    </tr>
  );
});

function steer(event: KeyboardEvent<HTMLDivElement>) {
  if (!(event.target instanceof HTMLElement) || !event.target.matches('[data-row]')) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const fold = event.target.closest('th')?.querySelector<HTMLElement>('[data-fold]');
  const isOpen = fold?.getAttribute('aria-expanded') === 'true';
  const at = rows.indexOf(event.target);
  if (event.key === 'ArrowDown') rows[at + 1]?.focus();
  else if (event.key === 'ArrowUp') rows[at - 1]?.focus();
  else if ((event.key === 'ArrowRight' && fold && !isOpen) || (event.key === 'ArrowLeft' && isOpen)) fold?.click();
  else return;
  event.preventDefault();
}
