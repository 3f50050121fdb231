import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { OrganizationRow } from '@/api/types';
import { texts } from '@/app/texts';
import type { Column } from '@/components/DataTable';
import { ErrorNotice } from '@/components/ErrorNotice';
import { Waiting } from '@/components/Loaded';
import { Name } from '@/components/Name';
import classes from './OrganizationsTree.module.css';
import { useBranch } from './useOrganizations';

interface TreeProps {
  status: string;
  columns: Column<OrganizationRow>[];
  open: string;
  onOpen: (id: number) => void;
  empty: ReactNode;
}

/** The tree; each branch is loaded when it is opened. Arrow keys: up and down, right opens a branch, left closes it. */
export function OrganizationsTree({ columns, empty, ...rest }: TreeProps) {
  const top = useBranch(0, rest.status);
  if (top.error) return <ErrorNotice error={top.error} onRetry={top.retry} />;
  if (top.waiting) return <Waiting lines={8} />;
  if (top.rows.length === 0) return <div className={classes.box}>{empty}</div>;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears the arrow keys of the buttons inside
    <div className={classes.box} onKeyDown={steer} role="presentation">
      <table className={classes.table} aria-label={texts.organizations.title}>
        <thead>
          <tr>
            <th scope="col">{texts.organizations.columns.name}</th>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.number ? classes.number : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Branch parentId={0} depth={0} columns={columns} {...rest} />
        </tbody>
      </table>
    </div>
  );
}

interface BranchProps extends Omit<TreeProps, 'empty'> {
  parentId: number;
  depth: number;
}

function Branch({ parentId, depth, ...rest }: BranchProps) {
  const branch = useBranch(parentId, rest.status);
  const span = rest.columns.length + 1;
  if (branch.waiting || branch.error) {
    return (
      <tr>
        <td colSpan={span}>
          {branch.error ? <ErrorNotice error={branch.error} onRetry={branch.retry} /> : <Waiting lines={1} />}
        </td>
      </tr>
    );
  }
  return (
    <>
      {branch.rows.map((row) => (
        <Node key={row.id} row={row} depth={depth} {...rest} />
      ))}
      {branch.more ? (
        <tr>
          <td colSpan={span} style={{ paddingInlineStart: 34 + depth * 20 }}>
            <Button size="compact-sm" onClick={branch.loadMore} loading={branch.loadingMore}>
              {texts.app.loadMore}
            </Button>
          </td>
        </tr>
      ) : null}
    </>
  );
}

function Node({ row, depth, ...rest }: Omit<BranchProps, 'parentId'> & { row: OrganizationRow }) {
  const [unfolded, setUnfolded] = useState(false);
  const t = texts.organizations;
  const chosen = rest.open === String(row.id);
  return (
    <>
      <tr
        className={chosen ? classes.chosen : undefined}
        aria-current={chosen || undefined}
        onClick={() => rest.onOpen(row.id)}
      >
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
                  setUnfolded(!unfolded);
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
                rest.onOpen(row.id);
              }}
            >
              <Name>{row.name}</Name>
            </UnstyledButton>
          </span>
        </th>
        {rest.columns.map((column) => (
          <td key={column.key} className={column.number ? `${classes.number} number` : undefined}>
            {column.render(row)}
          </td>
        ))}
      </tr>
      {unfolded ? <Branch parentId={row.id} depth={depth + 1} {...rest} /> : null}
    </>
  );
}

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
