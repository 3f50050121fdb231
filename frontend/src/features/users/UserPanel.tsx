import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { RestrictionInfo, UserDetail } from '@/api/types';
import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import { Moment } from '@/components/Moment';
import { Facts, SidePanel } from '@/components/SidePanel';
import { Tag } from '@/components/Tag';
import { nameOf } from './naming';
import { UserActions } from './UserActions';
import { UserStatus } from './UserStatus';
import { useRestrictions, useUser } from './useUsers';

const t = texts.users;

/** A glance at one user, with the quick changes. */
export function UserPanel({ id, onClose }: { id: number; onClose: () => void }) {
  const query = useUser(id);
  const restrictions = useRestrictions().data ?? [];
  const user = query.data;
  return (
    <SidePanel
      title={user ? nameOf(user) : t.one}
      under={user?.email || user?.login}
      actions={
        <Button size="xs" component={Link} to={`/users/${id}`}>
          {texts.app.open}
        </Button>
      }
      onClose={onClose}
    >
      <Loaded query={query}>
        {(detail) => (
          <>
            <Facts rows={factsOf(detail, restrictions)} />
            <UserActions user={detail} />
          </>
        )}
      </Loaded>
    </SidePanel>
  );
}

function factsOf(user: UserDetail, restrictions: RestrictionInfo[]): [string, React.ReactNode][] {
  const labels = restrictions.filter(({ name }) => user.restrictions.includes(name)).map(({ label }) => label);
  const lines = (items: { id: number; name: string }[]) =>
    items.length === 0
      ? texts.app.none
      : items.map(({ id, name }) => (
          <div key={id}>
            <bdi>{name}</bdi>
          </div>
        ));
  return [
    [
      t.facts.type,
      <span key="type">
        {t.type[user.type]} {user.isModelUser ? <Tag tone="act">{t.modelUser}</Tag> : null}
      </span>,
    ],
    [t.facts.status, <UserStatus key="status" status={user.status} />],
    ...(user.login ? [[t.facts.login, user.login] as [string, React.ReactNode]] : []),
    [t.facts.organizations, lines(user.organizations)],
    [t.facts.assessments, lines(user.assessments)],
    [t.facts.restrictions, labels.length === 0 ? texts.app.none : labels.join(', ')],
    [t.facts.twoFactor, user.twoFactor ? t.on : t.off],
    [t.facts.lastSignIn, <Moment key="last" at={user.lastSignInAt} otherwise={texts.app.never} />],
  ];
}
