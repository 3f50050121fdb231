import { Anchor, Checkbox, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { AccountRoleRow } from '@/api/types';
import { texts } from '@/app/texts';
import { FormSection } from '@/components/FormSection';
import { Loaded } from '@/components/Loaded';
import { Facts } from '@/components/SidePanel';
import { useAccountRoles, useRightWords } from '@/features/roles/useRoles';

const t = texts.users.accountRoles;

interface AccountRolesTabProps {
  value: number[];
  onChange: (ids: number[]) => void;
  error?: ReactNode;
  /** Looked at: the roles that there are, without boxes. */
  reading: boolean;
}

/** The account roles that somebody is a member of, and what each gives (SGN-3). */
export function AccountRolesTab({ value, onChange, error, reading }: AccountRolesTabProps) {
  const query = useAccountRoles();
  const words = useRightWords();
  return (
    <FormSection
      title={t.title}
      sentence={
        <>
          {t.sentence}{' '}
          <Anchor underline="always" component={Link} to="/system/account-roles" inherit>
            {t.toRoles}
          </Anchor>
        </>
      }
    >
      <Loaded query={query}>
        {(roles) =>
          reading ? (
            <Held roles={roles.filter(({ id }) => value.includes(id))} words={words} />
          ) : roles.length === 0 ? (
            <span>{t.none}</span>
          ) : (
            <Checkbox.Group
              label={t.memberOf}
              value={value.map(String)}
              onChange={(ids) => onChange(ids.map(Number))}
              error={error}
              data-error={error ? true : undefined}
            >
              <Stack gap={8} mt={4}>
                {roles.map((role) => (
                  <Checkbox key={role.id} value={String(role.id)} label={role.name} description={words(role.rights)} />
                ))}
              </Stack>
            </Checkbox.Group>
          )
        }
      </Loaded>
    </FormSection>
  );
}

/** The roles that somebody has, to look at. */
function Held({ roles, words }: { roles: AccountRoleRow[]; words: (rights: string[]) => string }) {
  if (roles.length === 0) return <span>{t.inNone}</span>;
  return <Facts rows={roles.map((role) => [role.name, words(role.rights)])} />;
}
