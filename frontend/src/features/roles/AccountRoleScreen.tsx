import { useParams } from 'react-router';
import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import { Page } from '@/components/Page';
import { AccountRoleForm } from './AccountRoleForm';
import { useAccountRole } from './useRoles';

const t = texts.roles.account;

/** A new account role: Add New. */
export function NewAccountRoleScreen() {
  return (
    <Page title={t.newTitle} sentence={t.oneSentence} above={texts.roles.path}>
      <AccountRoleForm />
    </Page>
  );
}

/** One account role: its name, its rights, its members. */
export function AccountRoleScreen() {
  const id = Number(useParams().id);
  const query = useAccountRole(id);
  return (
    <Page title={query.data?.name ?? t.one} sentence={t.oneSentence} above={texts.roles.path}>
      <Loaded query={query}>{(role) => <AccountRoleForm key={role.id} role={role} />}</Loaded>
    </Page>
  );
}
