import type { LinkRow } from '@/api/types';
import { day, number } from '@/app/format';
import { texts } from '@/app/texts';
import type { Column } from '@/components/DataTable';
import { Moment } from '@/components/Moment';
import { Name } from '@/components/Name';
import { RowButton } from '@/components/RowButton';
import { StatusDot, type Tone } from '@/components/StatusDot';

const t = texts.links;

const TONES: Record<string, Tone> = {
  open: 'good',
  paused: 'warn',
  expired: 'quiet',
  used_up: 'quiet',
  revoked: 'bad',
};

/** Whether the link works, as one word; an open link that something else closes says that. */
export function LinkStateDot({ link }: { link: LinkRow }) {
  if (link.state === 'open' && link.problem) return <StatusDot tone="warn">{t.blocked}</StatusDot>;
  return <StatusDot tone={TONES[link.state] ?? 'quiet'}>{t.state[link.state] ?? link.state}</StatusDot>;
}

export const linkColumns = (open: (id: number) => void): Column<LinkRow>[] => [
  {
    key: 'name',
    title: t.columns.name,
    render: (row) => (
      <RowButton onOpen={() => open(row.id)} under={row.note || undefined}>
        {row.name}
      </RowButton>
    ),
  },
  { key: 'state', title: t.columns.state, width: 130, render: (row) => <LinkStateDot link={row} /> },
  {
    key: 'parent',
    wide: true,
    title: t.columns.parent,
    render: (row) => <Name>{row.parentName || t.noParent}</Name>,
  },
  { key: 'uses', title: t.columns.uses, width: 110, number: true, render: (row) => t.uses(row.uses, row.usesLimit) },
  { key: 'opened', wide: true, title: t.columns.opened, width: 90, number: true, render: (row) => number(row.opened) },
  { key: 'registered', title: t.columns.registered, width: 105, number: true, render: (row) => number(row.registered) },
  {
    key: 'expires',
    title: t.columns.expires,
    width: 120,
    render: (row) => (row.expiresOn ? day(`${row.expiresOn}T12:00:00Z`) : t.never),
  },
  {
    key: 'created',
    wide: true,
    hidden: true,
    title: t.columns.created,
    width: 120,
    render: (row) => <Moment at={row.createdAt} />,
  },
];
