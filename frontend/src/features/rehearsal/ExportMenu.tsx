import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { api } from '@/api';
import { finishSaving } from '@/api/system';
import type { SavedFile } from '@/api/types';
import { texts } from '@/app/texts';
import { sayDone, sayFault } from '@/components/notices';

const t = texts.rehearsal;

/** The report as a file to hand on. */
export function ExportMenu({ id }: { id: number }) {
  const save = (write: (id: number) => Promise<SavedFile>) => async () => {
    try {
      const where = finishSaving(await write(id));
      if (where) sayDone(t.savedTo(where));
    } catch (thrown) {
      sayFault(thrown);
    }
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={14} stroke={1.5} aria-hidden="true" />}>{t.export}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={save(api.rehearsals.ExportPDF)}>{t.exportPdf}</Menu.Item>
        <Menu.Item onClick={save(api.rehearsals.ExportJSON)}>{t.exportJson}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
