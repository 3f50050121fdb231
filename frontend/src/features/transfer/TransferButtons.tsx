import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Link } from 'react-router';
import { api } from '@/api';
import { texts } from '@/app/texts';
import { useSite } from '@/app/useSite';
import { type ListState, type Sort, useListState } from '@/components/useListState';
import { allotmentsQuery } from '@/features/allotments/useAllotments';
import { kitOf } from '@/features/links/kitFor';
import { organizationsQuery } from '@/features/organizations/useOrganizations';
import { usersQuery } from '@/features/users/useUsers';
import type { Kind } from './useImport';
import { useSaving } from './useSaving';

const t = texts.transfer;
const BY_NAME: Sort = { column: 'name', descending: false };

/** Import and export of a list. */
export function TransferButtons({ kind }: { kind: Kind }) {
  return (
    <>
      <Button component={Link} to={`/${kind}/import`}>
        {t.import}
      </Button>
      <ExportMenu kind={kind} />
    </>
  );
}

interface ExportMenuProps {
  kind: Kind;
  /** These rows alone; else all that the list's address asks for. */
  ids?: number[];
  /** How many are chosen, where some are. */
  chosen?: number;
  size?: 'xs';
}

/** All rows of a list as a file, in its order, or those chosen. */
export function ExportMenu({ kind, ids = [], chosen, size }: ExportMenuProps) {
  const state = useListState(BY_NAME);
  const portal = useSite().data?.usePartnerPortal ?? false;
  const { save, dialog } = useSaving();
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size={size} rightSection={<IconChevronDown size={14} stroke={1.5} aria-hidden="true" />}>
            {t.export}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{chosen === undefined ? t.exportHelp : t.exportChosen(chosen)}</Menu.Label>
          {Object.entries(t.formats).map(([format, label]) => (
            <Menu.Item key={format} onClick={() => save(() => begin(kind, state, ids, format))}>
              {label}
            </Menu.Item>
          ))}
          {kind === 'organizations' && portal && chosen === undefined ? (
            <>
              <Menu.Divider />
              <Menu.Item component={Link} {...kitOf({ filter: { ...organizationsQuery(state), after: '' } })}>
                {t.kit}
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {dialog}
    </>
  );
}

const begin = (kind: Kind, state: ListState, ids: number[], format: string) => {
  switch (kind) {
    case 'organizations':
      return api.transfer.ExportOrganizations({ ...organizationsQuery(state), after: '' }, ids, format);
    case 'users':
      return api.transfer.ExportUsers({ ...usersQuery(state), after: '' }, ids, format);
    case 'allotments':
      return api.transfer.ExportAllotments({ ...allotmentsQuery(state), after: '' }, format);
  }
};
