import { Checkbox, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { texts } from '@/app/texts';
import { FormSection } from '@/components/FormSection';
import { Loaded } from '@/components/Loaded';
import { useAccountRoles, useRightWords } from '@/features/roles/useRoles';

const t = texts.users.accountRoles;

interface AccountRolesTabProps {
  value: number[];
  onChange: (ids: number[]) => void;
  error?: ReactNode;
  disabled: boolean;
}

/** The account roles that somebody is a member of, and what each gives (SGN-3). */
export function AccountRolesTab({ value, onChange, error, disabled }: AccountRolesTabProps) {
  const query = useAccountRoles();
  const words = useRightWords();
  return (
    <FormSection
      title={t.title}
      sentence={
        <>
          {t.sentence} <Link to="/system/account-roles">{t.toRoles}</Link>
        </>
      }
    >
      <Loaded query={query}>
        {(roles) =>
          roles.length === 0 ? (
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
                  <Checkbox
                    key={role.id}
                    value={String(role.id)}
                    label={role.name}
                    description={words(role.rights)}
                    disabled={disabled}
                  />
                ))}
              </Stack>
            </Checkbox.Group>
          )
        }
      </Loaded>
    </FormSection>
  );
}
