import { Button, Menu } from '@mantine/core';
import { api } from '@/api';
import type { ChosenUsers, UsersOutcome } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { useAccountRoles } from '@/features/roles/useRoles';

const t = texts.users;

interface AddToRoleProps {
  chosen: ChosenUsers;
  disabled: boolean;
  onDone: (role: string, outcome: UsersOutcome, undo: (ids: number[]) => void) => void;
}

/** Makes the chosen users members of an account role (USR-6); undoing takes out just those who came in. */
export function AddToRole({ chosen, disabled, onDone }: AddToRoleProps) {
  const roles = useAccountRoles().data ?? [];
  const take = useChange(({ ids, role }: { ids: number[]; role: number }) => api.users.TakeFromRole(ids, role));
  const add = useChange(({ id }: { id: number; name: string }) => api.users.AddToRole(chosen, id), {
    onDone: (outcome, { id, name }) => onDone(name, outcome, (ids) => take.mutate({ ids, role: id })),
  });
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Button size="xs" disabled={disabled || roles.length === 0} loading={add.isPending}>
          {t.bulk.addToRole}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {roles.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => add.mutate({ id, name })}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
