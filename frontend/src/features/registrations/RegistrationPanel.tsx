import { Button, Group } from '@mantine/core';
import { Link } from 'react-router';
import type { RegistrationRow } from '@/api/types';
import { exact } from '@/app/format';
import { texts } from '@/app/texts';
import { Facts, SidePanel } from '@/components/SidePanel';
import { RegistrationState } from './columns';
import { Decision } from './Decision';
import classes from './Decision.module.css';

const t = texts.registrations;

/** One attempt: who, from where, and what became of it. */
export function RegistrationPanel({ row, onClose }: { row: RegistrationRow; onClose: () => void }) {
  const rows: [string, React.ReactNode][] = [
    [t.facts.state, <RegistrationState key="state" state={row.state} />],
    [
      t.facts.person,
      <span key="person" dir="auto">
        {row.person}
      </span>,
    ],
    [t.facts.email, row.email],
    [t.facts.parent, row.parentName || t.noParent],
    [t.facts.link, row.link || t.defaultLink],
    [t.facts.address, row.address],
    [t.facts.when, exact(row.createdAt)],
  ];
  if (row.note) rows.push([t.facts.note, row.note]);
  return (
    <SidePanel
      title={row.organizationName}
      under={row.renamedTo ? t.renamed(row.renamedTo) : undefined}
      onClose={onClose}
    >
      <Facts rows={rows} />
      {row.state === 'pending' ? (
        <div className={classes.foot}>
          <Decision ids={[row.id]} />
        </div>
      ) : null}
      {row.state === 'duplicate' ? <p style={{ margin: 0 }}>{t.duplicateHelp}</p> : null}
      {row.organizationId > 0 || row.userId > 0 ? (
        <Group gap={8}>
          {row.organizationId > 0 ? (
            <Button size="xs" component={Link} to={`/organizations/${row.organizationId}`}>
              {t.openOrganization}
            </Button>
          ) : null}
          {row.userId > 0 ? (
            <Button size="xs" component={Link} to={`/users/${row.userId}`}>
              {t.openUser}
            </Button>
          ) : null}
        </Group>
      ) : null}
    </SidePanel>
  );
}
