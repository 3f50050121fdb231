import { Anchor, Button, Checkbox, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { OrganizationalRoleRow } from '@/api/types';
import { texts } from '@/app/texts';
import classes from './AffiliationsTab.module.css';

const t = texts.users.affiliations;

interface RolesDialogProps {
  /** Where the roles are held; undefined while the dialog is closed. */
  organization: string | undefined;
  roles: OrganizationalRoleRow[];
  value: number[];
  onSave: (roleIds: number[]) => void;
  onClose: () => void;
}

/** Update Organizational Role(s): what somebody is in one organization. */
export function RolesDialog({ organization, ...rest }: RolesDialogProps) {
  return (
    <Modal
      opened={organization !== undefined}
      onClose={rest.onClose}
      title={t.updateRoles}
      size={480}
      closeButtonProps={{ 'aria-label': texts.app.close }}
    >
      {organization === undefined ? null : <Choice key={organization} organization={organization} {...rest} />}
    </Modal>
  );
}

function Choice({ organization, roles, value, onSave, onClose }: RolesDialogProps & { organization: string }) {
  const [chosen, setChosen] = useState(value.map(String));
  return (
    <Stack gap={14} className={classes.wraps}>
      <div>
        <bdi>{t.rolesSentence(organization)}</bdi>
      </div>
      <Checkbox.Group aria-label={t.roles} value={chosen} onChange={setChosen}>
        <Stack gap={8}>
          {roles.map((role) => (
            <Checkbox
              key={role.id}
              value={String(role.id)}
              label={role.name}
              description={role.isManagement ? t.management : undefined}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <div>
        <Anchor underline="always" component={Link} to="/system/organizational-roles" inherit>
          {t.toRoles}
        </Anchor>
      </div>
      <div className={classes.foot}>
        <Button onClick={onClose}>{texts.app.cancel}</Button>
        <Button variant="filled" onClick={() => onSave(chosen.map(Number))}>
          {texts.app.save}
        </Button>
      </div>
    </Stack>
  );
}
