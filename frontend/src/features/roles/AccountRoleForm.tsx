import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '@/api';
import type { AccountRoleInput, AccountRoleRow } from '@/api/types';
import { counted } from '@/app/format';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import type { Candidate } from '@/components/ChooseDialog';
import { ConfirmButton } from '@/components/ConfirmButton';
import { FormSection } from '@/components/FormSection';
import { sayDone } from '@/components/notices';
import { RecordForm } from '@/components/RecordForm';
import { TabStrip } from '@/components/TabStrip';
import { useRecordForm } from '@/components/useRecordForm';
import classes from './AccountRoleForm.module.css';
import { MembersTab } from './MembersTab';
import { RightsDialog } from './RightsDialog';
import { usePortalRights } from './useRoles';

const t = texts.roles.account;
const EMPTY: AccountRoleInput = { name: '', rights: [], add: [], remove: [], seen: 0 };

const inputOf = ({ name, rights, seen }: AccountRoleRow): AccountRoleInput => ({
  name,
  rights,
  add: [],
  remove: [],
  seen,
});

/** Description Name, Portal Rights and Members, saved together. Apply stays, Save closes. */
export function AccountRoleForm({ role }: { role?: AccountRoleRow }) {
  const navigate = useNavigate();
  const [tab, setTab] = useState('role');
  const [newcomers, setNewcomers] = useState<Candidate[]>([]);
  const save = useChange(
    (input: AccountRoleInput) => (role ? api.accountRoles.Update(role.id, input) : api.accountRoles.Create(input)),
    { quiet: true },
  );
  const close = () => navigate('/system/account-roles');
  const record = useRecordForm({
    initial: role ? inputOf(role) : EMPTY,
    save: save.mutateAsync,
    present: role ? async () => inputOf(await api.accountRoles.Get(role.id)) : undefined,
    onSaved: (saved, closes) => {
      sayDone(texts.roles.saved(saved.name));
      setNewcomers([]);
      if (closes) close();
      else if (!role) navigate(`/system/account-roles/${saved.id}`, { replace: true });
      return inputOf(saved);
    },
  });
  const { form } = record;
  const values = form.getValues();

  return (
    <RecordForm record={record} label={role?.name ?? t.newTitle} onCancel={role ? undefined : close} onClose={close}>
      <TabStrip
        label={t.tabs}
        tabs={[
          { key: 'role', label: t.roleTab },
          { key: 'members', label: t.members },
        ]}
        shown={form.errors.name ? 'role' : tab}
        onShow={(next) => {
          form.clearErrors();
          setTab(next);
        }}
      >
        {tab === 'role' || form.errors.name ? (
          <>
            <FormSection title={t.one} sentence={t.nameSentence}>
              <TextInput label={t.name} dir="auto" maxLength={100} data-autofocus {...form.getInputProps('name')} />
              <Rights value={values.rights} onChange={(rights) => form.setFieldValue('rights', rights)} />
            </FormSection>
            {role ? (
              <FormSection title={texts.roles.remove} sentence={t.removeHelp}>
                <Remove role={role} onDone={close} />
              </FormSection>
            ) : null}
          </>
        ) : (
          <MembersTab
            roleId={role?.id ?? 0}
            newcomers={newcomers.filter(({ id }) => values.add.includes(id))}
            removed={new Set(values.remove)}
            error={form.errors.members}
            onAdd={(more) => {
              setNewcomers([...newcomers, ...more]);
              const ids = more.map(({ id }) => id);
              form.setFieldValue(
                'remove',
                values.remove.filter((id) => !ids.includes(id)),
              );
              form.setFieldValue('add', [...new Set([...values.add, ...ids])]);
            }}
            onRemove={(ids) => {
              const added = new Set(values.add);
              form.setFieldValue(
                'add',
                values.add.filter((id) => !ids.includes(id)),
              );
              form.setFieldValue('remove', [...new Set([...values.remove, ...ids.filter((id) => !added.has(id))])]);
            }}
          />
        )}
      </TabStrip>
    </RecordForm>
  );
}

/** Portal Rights, in words, with the button that opens their tree. */
function Rights({ value, onChange }: { value: string[]; onChange: (rights: string[]) => void }) {
  const [opened, setOpened] = useState(false);
  const rights = usePortalRights().data ?? [];
  const given = rights.filter(({ name }) => value.includes(name));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a box of its own
    <div role="group" aria-label={t.rights}>
      <div className={classes.rights}>
        <span className={classes.label}>{t.rights}</span>
        <Button size="xs" onClick={() => setOpened(true)}>
          {texts.app.edit}
        </Button>
      </div>
      {given.length === 0 ? (
        <p className={classes.none}>{texts.roles.noRights}</p>
      ) : (
        <ul className={classes.given}>
          {given.map(({ name, label }) => (
            <li key={name}>{label}</li>
          ))}
        </ul>
      )}
      <RightsDialog
        opened={opened}
        rights={rights}
        value={value}
        onClose={() => setOpened(false)}
        onSave={(next) => {
          onChange(next);
          setOpened(false);
        }}
      />
    </div>
  );
}

function Remove({ role, onDone }: { role: AccountRoleRow; onDone: () => void }) {
  const remove = useChange(() => api.accountRoles.Delete(role.id), {
    quiet: true,
    onDone: () => {
      sayDone(texts.roles.removed(role.name));
      onDone();
    },
  });
  return (
    <div>
      <ConfirmButton
        title={texts.roles.removeTitle(role.name)}
        sentence={t.removeSentence(counted(role.members, t.oneMember, t.manyMembers))}
        confirm={texts.roles.remove}
        danger
        onConfirm={() => remove.mutateAsync(undefined)}
        button={{ size: 'xs' }}
      >
        {texts.roles.remove}
      </ConfirmButton>
    </div>
  );
}
