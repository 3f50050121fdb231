import { ActionIcon, Button, Checkbox, NumberInput, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '@/api';
import type { DocumentSigner } from '@/api/types';
import { texts } from '@/app/texts';
import classes from './Contracts.module.css';

const t = texts.contracts.document;

export interface Choice {
  value: string;
  label: string;
}

/** Who can be named for a document of an organization: its affiliated people, and the site's roles. */
export function useNameable(organizationId: number, present: { userId: number; name: string }[]) {
  const people = useQuery({
    queryKey: ['contracts', 'nameable', organizationId],
    queryFn: () =>
      api.signers.List({
        search: '',
        state: '',
        missing: '',
        organizationId,
        withBelow: false,
        sort: 'name',
        after: '',
        limit: 200,
      }),
  }).data;
  const roles = useQuery({ queryKey: ['organizational-roles'], queryFn: () => api.organizationalRoles.List() }).data;
  const listed: Choice[] = (people?.items ?? []).map(({ id, firstName, lastName, email, login }) => ({
    value: String(id),
    label: `${firstName} ${lastName}`.trim() || email || login,
  }));
  for (const { userId, name } of present) {
    if (userId > 0 && !listed.some(({ value }) => value === String(userId)))
      listed.push({ value: String(userId), label: name || String(userId) });
  }
  return { people: listed, roles: (roles ?? []).map(({ id, name }): Choice => ({ value: String(id), label: name })) };
}

interface SignerLinesProps {
  lines: DocumentSigner[];
  inOrder: boolean;
  people: Choice[];
  roles: Choice[];
  error?: ReactNode;
  onLines: (lines: DocumentSigner[]) => void;
  onOrder: (inOrder: boolean) => void;
}

const LINE: DocumentSigner = { kind: 'anyone', userId: 0, roleId: 0, needed: 1, signed: 0, isTurn: false, name: '' };

/** Who must sign, line by line, in the order in which they do. */
export function SignerLines({ lines, inOrder, people, roles, error, onLines, onOrder }: SignerLinesProps) {
  const change = (at: number, part: Partial<DocumentSigner>) =>
    onLines(lines.map((line, index) => (index === at ? { ...line, ...part } : line)));
  return (
    <div className={classes.lines}>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the order is what a line is
        <fieldset key={at} className={classes.line} data-kind={line.kind}>
          <legend className="visually-hidden">{t.line(at + 1)}</legend>
          <Select
            label={t.kind}
            data={[
              { value: 'person', label: t.aPerson },
              { value: 'role', label: t.aRole },
              { value: 'anyone', label: t.anyone },
            ]}
            allowDeselect={false}
            value={line.kind}
            onChange={(kind) => change(at, { kind: kind ?? 'anyone', userId: 0, roleId: 0, needed: 1 })}
          />
          {line.kind === 'person' ? (
            <Select
              label={t.person}
              searchable
              data={people}
              value={line.userId ? String(line.userId) : null}
              onChange={(id) => change(at, { userId: Number(id ?? 0) })}
            />
          ) : line.kind === 'role' ? (
            <Select
              label={t.role}
              data={roles}
              value={line.roleId ? String(line.roleId) : null}
              onChange={(id) => change(at, { roleId: Number(id ?? 0) })}
            />
          ) : null}
          {line.kind === 'person' ? null : (
            <NumberInput
              label={t.needed}
              min={1}
              max={50}
              value={line.needed}
              onChange={(count) => change(at, { needed: Number(count) || 1 })}
            />
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            className={classes.drop}
            aria-label={t.dropLine(at + 1)}
            disabled={lines.length === 1}
            onClick={() => onLines(lines.filter((_, index) => index !== at))}
          >
            <IconX size={16} stroke={1.5} aria-hidden="true" />
          </ActionIcon>
        </fieldset>
      ))}
      {error ? (
        <p role="alert" style={{ color: 'var(--bad)', margin: 0 }}>
          {error}
        </p>
      ) : null}
      <div>
        <Button size="xs" onClick={() => onLines([...lines, LINE])}>
          {t.addLine}
        </Button>
      </div>
      {lines.length > 1 ? (
        <Checkbox label={t.inOrder} checked={inOrder} onChange={(event) => onOrder(event.currentTarget.checked)} />
      ) : null}
    </div>
  );
}
