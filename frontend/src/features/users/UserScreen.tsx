import { Button, Group } from '@mantine/core';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '@/api';
import type { UserDetail, UserInput } from '@/api/types';
import { exact } from '@/app/format';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { FormSection } from '@/components/FormSection';
import { Loaded } from '@/components/Loaded';
import { Moment } from '@/components/Moment';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { Facts } from '@/components/SidePanel';
import { Tag } from '@/components/Tag';
import { nameOf } from './naming';
import { UserActions } from './UserActions';
import { inputOf, UserForm } from './UserForm';
import { UserStatus } from './UserStatus';
import { useUser } from './useUsers';

const t = texts.users;

export function UserScreen() {
  const id = Number(useParams().id);
  const query = useUser(id);
  const user = query.data;
  return (
    <Page
      title={user ? nameOf(user) : t.one}
      sentence={t.editSentence}
      above={user?.isModelUser ? <Tag tone="act">{t.modelUser}</Tag> : null}
      action={user ? <UserStatus status={user.status} /> : null}
    >
      <Loaded query={query}>{(detail) => <Edit key={detail.id} user={detail} />}</Loaded>
    </Page>
  );
}

function Edit({ user }: { user: UserDetail }) {
  const update = useChange((input: UserInput) => api.users.Update(user.id, input), { quiet: true });
  return (
    <UserForm
      label={nameOf(user)}
      initial={inputOf(user)}
      organizations={user.organizations}
      save={update.mutateAsync}
      present={async () => inputOf(await api.users.Get(user.id))}
      onSaved={() => sayDone(t.saved)}
    >
      <FormSection title={t.sections.security} sentence={t.sections.securitySentence}>
        <Facts rows={securityOf(user)} />
        <UserActions user={user} />
      </FormSection>
      <FormSection title={t.sections.remove} sentence={t.sections.removeSentence}>
        <Ending user={user} />
      </FormSection>
    </UserForm>
  );
}

function securityOf(user: UserDetail): [string, React.ReactNode][] {
  const s = t.security;
  const locked = user.lockedUntil ? s.lockedUntil(exact(user.lockedUntil)) : texts.app.yes;
  return [
    [s.suspended, user.isSuspended ? texts.app.yes : texts.app.no],
    [s.locked, user.isLockedOut ? locked : texts.app.no],
    [s.twoFactor, user.twoFactor ? t.on : t.off],
    [s.lastSignIn, <Moment key="last" at={user.lastSignInAt} otherwise={texts.app.never} />],
    [s.password, user.hasPassword ? s.passwordSet : s.passwordNone],
    [s.activation, user.activationUntil ? s.activationOpen(exact(user.activationUntil)) : s.activationNone],
    [s.sessions, user.sessions > 0 ? s.sessionCount(user.sessions) : texts.app.none],
  ];
}

function Ending({ user }: { user: UserDetail }) {
  const navigate = useNavigate();
  const name = nameOf(user);
  const remove = useChange(() => api.users.Delete(user.id), {
    quiet: true,
    onDone: () => {
      sayDone(t.actions.removed(name));
      navigate('/users', { replace: true });
    },
  });
  return (
    <Group gap={8}>
      <Button size="xs" component={Link} to={`/users/new?copy=${user.id}`}>
        {t.actions.copy}
      </Button>
      <ConfirmButton
        title={t.actions.removeTitle(name)}
        sentence={t.actions.removeSentence}
        confirm={t.actions.remove}
        danger
        typeName={name}
        onConfirm={() => remove.mutateAsync(undefined)}
        button={{ size: 'xs' }}
      >
        {t.actions.remove}
      </ConfirmButton>
    </Group>
  );
}
