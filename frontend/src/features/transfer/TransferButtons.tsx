import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Link } from 'react-router';
import { api } from '@/api';
import { texts } from '@/app/texts';
import { type ListState, type Sort, useListState } from '@/components/useListState';
import type { Kind } from './useImport';
import { useSaving } from './useSaving';

const t = texts.transfer;
const BY_NAME: Sort = { column: 'name', descending: false };

/** Import and export of a list; the export follows what the list's address says. */
export function TransferButtons({ kind }: { kind: Kind }) {
  const state = useListState(BY_NAME);
  return (
    <>
      <Button component={Link} to={`/${kind}/import`}>
        {t.import}
      </Button>
      <ExportMenu kind={kind} state={state} />
    </>
  );
}

interface ExportMenuProps {
  kind: Kind;
  state: ListState;
  /** These rows alone. */
  ids?: number[];
}

/** All rows of a list as a file, or those chosen. */
export function ExportMenu({ kind, state, ids = [] }: ExportMenuProps) {
  const { save, dialog } = useSaving();
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button rightSection={<IconChevronDown size={14} stroke={1.5} aria-hidden="true" />}>{t.export}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t.exportHelp}</Menu.Label>
          {Object.entries(t.formats).map(([format, label]) => (
            <Menu.Item key={format} onClick={() => save(() => begin(kind, state, ids, format))}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {dialog}
    </>
  );
}

function begin(kind: Kind, { search, chosen, sort }: ListState, ids: number[], format: string) {
  const common = {
    search,
    status: chosen.status ?? '',
    sort: `${sort.descending ? '-' : ''}${sort.column}`,
    after: '',
    limit: 0,
  };
  if (kind === 'organizations') {
    return api.transfer.ExportOrganizations(
      {
        ...common,
        level: Number(chosen.level ?? 0),
        allotment: chosen.allotment ?? '',
        linkId: Number(chosen.link ?? 0),
      },
      ids,
      format,
    );
  }
  return api.transfer.ExportUsers(
    {
      ...common,
      type: chosen.type ?? '',
      organizationId: Number(chosen.organization ?? 0),
      withBelow: true,
      assessmentId: Number(chosen.assessment ?? 0),
    },
    ids,
    format,
  );
}
