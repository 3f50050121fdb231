import { ActionIcon, Button, Checkbox, Modal, Stack } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { PortalRight } from '@/api/types';
import { texts } from '@/app/texts';
import userClasses from '../users/AffiliationsTab.module.css';
import classes from './AccountRoleForm.module.css';

const t = texts.roles.account;
const LOGIN = 'partner_portal_login';
/** Who may sign in sees and signs documents, unless somebody says otherwise: guide 002 knows no more. */
const WITH_LOGIN = ['view_contract_documents', 'sign_contract_documents'];

interface RightsDialogProps {
  opened: boolean;
  rights: PortalRight[];
  value: string[];
  onSave: (rights: string[]) => void;
  onClose: () => void;
}

/** Portal Rights as a tree that opens (SGN-3). */
export function RightsDialog({ opened, onClose, ...rest }: RightsDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t.rights}
      size={520}
      closeButtonProps={{ 'aria-label': texts.app.close }}
    >
      <Tree onClose={onClose} {...rest} />
    </Modal>
  );
}

function Tree({ rights, value, onSave, onClose }: Omit<RightsDialogProps, 'opened'>) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(value));
  const [open, setOpen] = useState(false);
  const all = rights.length > 0 && rights.every(({ name }) => chosen.has(name));
  const toggle = (name: string) => {
    const next = new Set(chosen);
    if (!next.delete(name)) {
      next.add(name);
      if (name === LOGIN) for (const more of WITH_LOGIN) next.add(more);
    }
    setChosen(next);
  };
  const Arrow = open ? IconChevronDown : IconChevronRight;
  return (
    <Stack gap={16}>
      <ul className={classes.tree}>
        <li>
          <div className={classes.branch}>
            <ActionIcon
              variant="subtle"
              color="act"
              aria-label={open ? t.fold : t.unfold}
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              <Arrow size={18} stroke={1.5} aria-hidden="true" />
            </ActionIcon>
            <Checkbox
              label={t.partnerPortal}
              checked={all}
              indeterminate={chosen.size > 0 && !all}
              onChange={() => setChosen(all ? new Set() : new Set(rights.map(({ name }) => name)))}
            />
          </div>
          {open ? (
            <ul className={classes.leaves}>
              {rights.map(({ name, label, help }) => (
                <li key={name}>
                  <Checkbox label={label} description={help} checked={chosen.has(name)} onChange={() => toggle(name)} />
                </li>
              ))}
            </ul>
          ) : null}
        </li>
      </ul>
      {chosen.size > 0 && !chosen.has(LOGIN) ? <div>{t.needsLogin}</div> : null}
      <div className={userClasses.foot}>
        <Button onClick={onClose}>{texts.app.cancel}</Button>
        <Button
          variant="filled"
          onClick={() => onSave(rights.map(({ name }) => name).filter((name) => chosen.has(name)))}
        >
          {texts.app.save}
        </Button>
      </div>
    </Stack>
  );
}
