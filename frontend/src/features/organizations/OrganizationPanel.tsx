import { Anchor, Button } from '@mantine/core';
import { Link } from 'react-router';
import type { OrganizationDetail } from '@/api/types';
import { number } from '@/app/format';
import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import { Moment } from '@/components/Moment';
import { Facts, SidePanel } from '@/components/SidePanel';
import { ArchiveButton } from './ArchiveButton';
import { KeyFields } from './KeyFields';
import { OrganizationStatus } from './OrganizationStatus';
import { Trail } from './Trail';
import { useOrganization } from './useOrganizations';

const t = texts.organizations;

/** A glance at one organization, with its key and link to take away. */
export function OrganizationPanel({ id, onClose }: { id: number; onClose: () => void }) {
  const query = useOrganization(id);
  const organization = query.data;
  return (
    <SidePanel
      title={organization?.name ?? t.one}
      under={organization ? <Trail trail={organization.trail} level={organization.level} /> : null}
      actions={
        <Button size="xs" component={Link} to={`/organizations/${id}`}>
          {texts.app.open}
        </Button>
      }
      onClose={onClose}
    >
      <Loaded query={query}>
        {(detail) => (
          <>
            <Facts rows={factsOf(detail)} />
            <KeyFields organization={detail} action={<ArchiveButton organization={detail} />} />
          </>
        )}
      </Loaded>
    </SidePanel>
  );
}

function factsOf(detail: OrganizationDetail): [string, React.ReactNode][] {
  const managers = detail.managers.map((person) => (
    <div key={person.id}>
      <Anchor component={Link} to={`/users/${person.id}`} inherit dir="auto">
        {person.name || person.email}
      </Anchor>
    </div>
  ));
  return [
    [t.facts.status, <OrganizationStatus key="status" status={detail.status} />],
    [t.facts.allotment, t.allotment[detail.responseAllotment] ?? detail.responseAllotment],
    [t.facts.managers, managers.length > 0 ? managers : t.noManagers],
    [t.facts.below, t.belowCount(detail.below)],
    [t.facts.responses, number(detail.responses)],
    [t.facts.registered, <Moment key="registered" at={detail.registeredAt} otherwise={t.facts.byAdministrator} />],
  ];
}
