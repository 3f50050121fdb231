import { Group, Textarea } from '@mantine/core';
import { api } from '@/api';
import { keepCopied } from '@/api/system';
import type { KitSelection, LinkDetail } from '@/api/types';
import { texts } from '@/app/texts';
import { CopyButton, CopyField } from '@/components/CopyField';
import classes from './Handing.module.css';

const t = texts.links;

export const selectionOf = (parts: Partial<KitSelection>): KitSelection => ({
  linkId: 0,
  organizationIds: [],
  filter: { search: '', status: '', level: 0, allotment: '', linkId: 0, sort: 'name', after: '', limit: 0 },
  ...parts,
});

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
