import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import type { TaskState } from '@/api/types';
import { useSaveTask } from './useSaveTask';

interface SaveMenuProps {
  /** The button's word: "Export", "Save as". */
  label: string;
  /** What is said while it is written. */
  title: string;
  /** What can be had, by the kind of file. */
  kinds: Record<string, string>;
  begin: (kind: string) => Promise<TaskState>;
  /** Beside a page's main action. */
  large?: boolean;
}

/** A button that offers something as one of several kinds of files. */
export function SaveMenu({ label, title, kinds, begin, large }: SaveMenuProps) {
  const { save, dialog } = useSaveTask(title);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            size={large ? 'sm' : 'compact-sm'}
            leftSection={<IconDownload size={14} stroke={1.5} aria-hidden="true" />}
            rightSection={<IconChevronDown size={13} stroke={1.5} aria-hidden="true" />}
          >
            {label}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {Object.entries(kinds).map(([kind, name]) => (
            <Menu.Item key={kind} onClick={() => save(() => begin(kind))}>
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {dialog}
    </>
  );
}
