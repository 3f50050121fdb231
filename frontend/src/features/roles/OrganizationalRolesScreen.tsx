import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '@/api';
import type { OrganizationalRoleInput, OrganizationalRoleRow } from '@/api/types';
import { counted } from '@/app/format';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { type Column, DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { RecordForm } from '@/components/RecordForm';
import { RowButton } from '@/components/RowButton';
import { StatusDot } from '@/components/StatusDot';
import { useList } from '@/components/useList';
import { useRecordForm } from '@/components/useRecordForm';

const t = texts.roles.organizational;
const NEW: OrganizationalRoleInput = { name: '', isManagement: false, seen: 0 };

/** What people can be in an organization; which of these are management (SGN-2). */
export function OrganizationalRolesScreen() {
  const list = useList(['organizationalRoles', 'list'], async () => {
    const items = await api.organizationalRoles.List();
    return { items, next: '', count: items.length };
  });
  const [edited, setEdited] = useState<OrganizationalRoleRow | 'new'>();
  const add = (
    <Button variant="filled" onClick={() => setEdited('new')}>
      {t.add}
    </Button>
  );
  return (
    <Page title={t.title} sentence={t.sentence} above={texts.roles.path} action={add}>
      <DataTable
        label={t.title}
        list={list}
        columns={columnsOf(setEdited)}
        rowKey={(row) => String(row.id)}
        onOpen={setEdited}
        empty={<EmptyState drawing="people" title={t.emptyTitle} sentence={t.emptySentence} action={add} />}
      />
      <Modal
        opened={edited !== undefined}
        onClose={() => setEdited(undefined)}
        title={edited === 'new' ? t.newTitle : t.editTitle}
        size={480}
        closeButtonProps={{ 'aria-label': texts.app.close }}
      >
        {edited === undefined ? null : (
          <Edit role={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
        )}
      </Modal>
    </Page>
  );
}

const columnsOf = (open: (row: OrganizationalRoleRow) => void): Column<OrganizationalRoleRow>[] => [
  {
    key: 'name',
    title: t.columns.name,
    render: (row) => <RowButton onOpen={() => open(row)}>{row.name}</RowButton>,
  },
  {
    key: 'management',
    title: t.columns.management,
    width: 200,
    render: (row) =>
      row.isManagement ? (
        <StatusDot tone="act">{t.management}</StatusDot>
      ) : (
        <StatusDot tone="quiet">{t.other}</StatusDot>
      ),
  },
  {
    key: 'affiliations',
    title: t.columns.affiliations,
    width: 160,
    render: (row) => counted(row.affiliations, t.oneUse, t.uses),
  },
  {
    key: 'remove',
    title: texts.roles.remove,
    width: 110,
    render: (row) => <Remove row={row} />,
  },
];

function Edit({ role, onClose }: { role: OrganizationalRoleRow | undefined; onClose: () => void }) {
  const save = useChange(
    (input: OrganizationalRoleInput) =>
      role ? api.organizationalRoles.Update(role.id, input) : api.organizationalRoles.Create(input),
    { quiet: true },
  );
  const record = useRecordForm({
    initial: role ? { name: role.name, isManagement: role.isManagement, seen: role.seen } : NEW,
    save: save.mutateAsync,
    onSaved: (saved) => {
      sayDone(texts.roles.saved(saved.name));
      onClose();
      return { name: saved.name, isManagement: saved.isManagement, seen: saved.seen };
    },
  });
  const { form } = record;
  return (
    <RecordForm record={record} label={role ? t.editTitle : t.newTitle} onCancel={onClose}>
      <TextInput label={t.columns.name} dir="auto" maxLength={100} data-autofocus {...form.getInputProps('name')} />
      <Checkbox
        mt={14}
        label={t.management}
        description={t.managementHelp}
        {...form.getInputProps('isManagement', { type: 'checkbox' })}
      />
    </RecordForm>
  );
}

function Remove({ row }: { row: OrganizationalRoleRow }) {
  const remove = useChange(() => api.organizationalRoles.Delete(row.id), {
    quiet: true,
    onDone: () => sayDone(texts.roles.removed(row.name)),
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps a click from the row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button inside is what the keyboard reaches
    <span onClick={(event) => event.stopPropagation()}>
      <ConfirmButton
        title={texts.roles.removeTitle(row.name)}
        sentence={t.removeSentence}
        confirm={texts.roles.remove}
        danger
        onConfirm={() => remove.mutateAsync(undefined)}
        button={{ size: 'compact-sm' }}
      >
        {texts.roles.remove}
      </ConfirmButton>
    </span>
  );
}
