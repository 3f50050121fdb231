import { Button, Group, Menu, Textarea } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { api } from '@/api';
import { finishSaving, keepCopied } from '@/api/system';
import type { KitSelection, LinkDetail } from '@/api/types';
import { texts } from '@/app/texts';
import { CopyButton, CopyField } from '@/components/CopyField';
import { sayDone, sayFault } from '@/components/notices';
import { TaskDialog } from '@/components/TaskDialog';
import { useTask } from '@/components/useTask';
import classes from './Handing.module.css';

const t = texts.links;

export const selectionOf = (parts: Partial<KitSelection>): KitSelection => ({
  linkId: 0,
  organizationIds: [],
  filter: { search: '', status: '', level: 0, allotment: '', linkId: 0, sort: 'name', after: '', limit: 0 },
  ...parts,
});

/** Writes a kit to a file: progress while it is written, then where it went. */
export function useSaveKit(selection: KitSelection) {
  const task = useTask(({ state, file }) => {
    if (state !== 'done') return;
    const where = finishSaving(file);
    if (where) sayDone(t.savedTo(where));
    task.forget();
  });
  const save = (format: string) => task.start(() => api.links.SaveKit(selection, format)).catch(sayFault);
  const dialog = task.state && task.state.state !== 'cancelled' ? <TaskDialog task={task} title={t.saving} /> : null;
  return { save, dialog };
}

/** The link's address and its code, the two that are wanted most. */
export function LinkAddress({ detail }: { detail: LinkDetail }) {
  return (
    <div className={classes.address}>
      <CopyField
        label={t.address}
        value={detail.address}
        button={t.copyLink}
        onCopy={async () => keepCopied(await api.links.Copy(detail.link.id))}
      />
      <Code svg={detail.qr} />
    </div>
  );
}

/** A QR code, drawn by the program, black on white in any colour scheme. */
export function Code({ svg }: { svg: string }) {
  return <img className={classes.code} alt={t.qr} src={`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`} />;
}

interface SampleProps {
  button: string;
  mailSubject: string;
  mailBody: string;
}

/** The button and the mail of an entry, to read and to copy. */
export function ButtonAndMail({ button, mailSubject, mailBody }: SampleProps) {
  return (
    <>
      <div>
        <Textarea
          label={t.button}
          description={t.buttonHelp}
          value={button}
          readOnly
          autosize
          minRows={2}
          maxRows={5}
          classNames={{ input: 'mono' }}
        />
        <Group gap={8} mt={8}>
          <CopyButton value={button} what={t.button} />
        </Group>
      </div>
      <div>
        <Textarea
          label={t.mail}
          description={t.mailHelp}
          value={`${mailSubject}\n\n${mailBody}`}
          readOnly
          autosize
          minRows={4}
          maxRows={12}
          dir="auto"
        />
        <Group gap={8} mt={8}>
          <CopyButton value={mailSubject} what={t.mailSubject} button={texts.outbox.copySubject} />
          <CopyButton value={mailBody} what={t.mail} button={t.copyMail} />
        </Group>
      </div>
    </>
  );
}

/** Everything of one link as a file. */
export function SaveMenu({ selection }: { selection: KitSelection }) {
  const { save, dialog } = useSaveKit(selection);
  return (
    <>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button size="xs" rightSection={<IconChevronDown size={14} stroke={1.5} aria-hidden="true" />}>
            {t.saveAs}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {Object.entries(t.files).map(([format, label]) => (
            <Menu.Item key={format} onClick={() => save(format)}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {dialog}
    </>
  );
}
