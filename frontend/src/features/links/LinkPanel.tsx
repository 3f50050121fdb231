import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { LinkDetail } from '@/api/types';
import { day, exact, number } from '@/app/format';
import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import { Facts, SidePanel } from '@/components/SidePanel';
import { RegistrationsChart } from '@/features/home/RegistrationsChart';
import { LinkStateDot } from './columns';
import { PauseButton, RevokeButton } from './Ending';
import { LinkAddress } from './Handing';
import { useLink } from './useLinks';

const t = texts.links;

/** A glance at one link: how it stands, its address and code, and the way to close it. */
export function LinkPanel({ id, onClose }: { id: number; onClose: () => void }) {
  const query = useLink(id);
  return (
    <SidePanel title={query.data?.link.name ?? t.one} onClose={onClose}>
      <Loaded query={query}>{(detail) => <Glance detail={detail} />}</Loaded>
    </SidePanel>
  );
}

function Glance({ detail }: { detail: LinkDetail }) {
  const { link, parent } = detail;
  const rows: [string, ReactNode][] = [
    [t.facts.state, <LinkStateDot key="state" link={link} />],
    [
      t.facts.parent,
      <span key="parent" dir="auto">
        {parent.name || t.noParent}
      </span>,
    ],
    [t.facts.uses, t.uses(link.uses, link.usesLimit)],
    [t.facts.opened, t.times(link.opened)],
    [t.facts.copied, t.times(link.copied)],
    [t.facts.registered, number(link.registered)],
    [t.facts.approval, link.needsApproval ? t.afterApproval : t.atOnce],
    [t.facts.expires, link.expiresOn ? day(`${link.expiresOn}T12:00:00Z`) : t.never],
  ];
  if (link.pending > 0) rows.push([t.facts.pending, number(link.pending)]);
  if (link.defaultAllocation) rows.push([t.facts.allocation, texts.organizations.allotment[link.defaultAllocation]]);
  if (link.note) rows.push([t.facts.note, link.note]);
  rows.push([t.facts.created, exact(link.createdAt)]);
  return (
    <>
      {link.problem ? (
        <Alert icon={<IconAlertTriangle stroke={1.5} />} color="warn" p="sm">
          {link.problem}
        </Alert>
      ) : null}
      {detail.address ? <LinkAddress detail={detail} /> : null}
      <Facts rows={rows} />
      <RegistrationsChart weeks={detail.registrations} bare />
      <Group gap={8}>
        <Button size="xs" component={Link} to={`/links/${link.id}`}>
          {t.edit}
        </Button>
        {link.pending > 0 ? (
          <Button size="xs" component={Link} to="/registrations?state=pending">
            {t.toPending}
          </Button>
        ) : null}
        <PauseButton link={link} />
        <RevokeButton link={link} />
      </Group>
    </>
  );
}
