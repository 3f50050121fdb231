import { Button, Group } from '@mantine/core';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
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
import { ReadinessTab } from '@/features/signers/ReadinessTab';
import { nameOf } from './naming';
import { UserActions } from './UserActions';
import { inputOf, UserForm, type UserTab } from './UserForm';
import { UserStatus } from './UserStatus';
import { useUser } from './useUsers';

const t = texts.users;

export function UserScreen() {
  const id = Number(useParams().id);
  const query = useUser(id);
  if (query.data) return <Edit key={id} user={query.data} />;
  return (
    <Page title={t.one} sentence={t.editSentence}>
      <Loaded query={query}>{() => null}</Loaded>
    </Page>
  );
}

/** One user. An Individual is looked at until Edit is pressed; Apply then saves and stays, Save saves and closes (SGN-1). */
function Edit({ user }: { user: UserDetail }) {
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const update = useChange((input: UserInput) => api.users.Update(user.id, input), { quiet: true });
  const isIndividual = user.type === 'individual';
  const editing = !isIndividual || params.get('edit') === 'yes';
  const tab = (params.get('tab') ?? 'account') as UserTab;
  const put = (changes: Record<string, string>) =>
    setParams(
      (present) => {
        for (const [key, value] of Object.entries(changes)) present.set(key, value);
        return present;
      },
      { replace: true },
    );
  const edit = () => put({ edit: 'yes' });
  const close = () => navigate(params.get('from') === 'signers' ? '/signers' : '/users');

  return (
    <Page
      title={nameOf(user)}
      sentence={isIndividual ? t.individualSentence : t.editSentence}
      above={user.isModelUser ? <Tag tone="act">{t.modelUser}</Tag> : null}
      action={
        <>
          <UserStatus status={user.status} />
          {editing ? null : (
            <Button variant="filled" onClick={edit}>
              {texts.app.edit}
            </Button>
          )}
        </>
      }
    >
      <UserForm
        label={nameOf(user)}
        initial={inputOf(user)}
        organizations={user.organizations}
        places={placesOf(user)}
        tab={tab}
        onTab={(next) => put({ tab: next })}
        save={update.mutateAsync}
        present={async () => inputOf(await api.users.Get(user.id))}
        onSaved={(_, closes) => {
          sayDone(t.saved);
          if (closes) close();
        }}
        onClose={() => (isIndividual && editing ? close : undefined)}
        reading={editing ? undefined : <Reading user={user} />}
        onEdit={edit}
        readiness={user.isSigner ? <ReadinessTab id={user.id} email={user.email} /> : undefined}
      >
        <FormSection title={t.sections.security} sentence={t.sections.securitySentence}>
          <Facts rows={securityOf(user)} />
          <UserActions user={user} />
        </FormSection>
        <FormSection title={t.sections.remove} sentence={t.sections.removeSentence}>
          <Ending user={user} />
        </FormSection>
      </UserForm>
    </Page>
  );
}

const placesOf = (user: UserDetail) =>
  user.affiliations.map(({ organizationId, organization, trail, isArchived }) => ({
    id: organizationId,
    name: organization,
    trail,
    isArchived,
  }));

/** Who an Individual is, to look at. */
function Reading({ user }: { user: UserDetail }) {
  const rows: [string, React.ReactNode][] = [
    [t.fields.firstName, <bdi key="first">{user.firstName}</bdi>],
    [t.fields.lastName, <bdi key="last">{user.lastName}</bdi>],
    [t.fields.email, user.email || texts.app.none],
    [t.fields.login, user.login || texts.app.none],
  ];
  return (
    <FormSection title={t.sections.basic} sentence={t.sections.basicSentence}>
      <Facts rows={[[t.fields.type, t.type[user.type]], ...rows]} />
    </FormSection>
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
