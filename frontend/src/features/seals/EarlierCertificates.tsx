import { Button } from '@mantine/core';
import type { SigningCertificate } from '@/api/types';
import { day } from '@/app/format';
import { texts } from '@/app/texts';
import { type Column, DataTable } from '@/components/DataTable';
import { Name } from '@/components/Name';
import classes from './Seals.module.css';

const t = texts.seals;

const columns = (onSave: (id: number) => void): Column<SigningCertificate>[] => [
  { key: 'subject', title: t.columns.subject, render: (row) => <Name>{row.subject}</Name> },
  {
    key: 'fingerprint',
    title: t.columns.fingerprint,
    width: 190,
    render: (row) => (
      <span className="mono" title={row.fingerprint}>
        {row.fingerprint.slice(0, 16)}…
      </span>
    ),
  },
  { key: 'used', title: t.columns.used, width: 240, render: (row) => t.used(day(row.since), day(row.replacedAt)) },
  {
    key: 'file',
    title: t.columns.file,
    width: 150,
    render: (row) => (
      <Button size="compact-sm" onClick={() => onSave(row.id)} aria-label={`${t.save}: ${row.subject}`}>
        {t.save}
      </Button>
    ),
  },
];

/** Certificates that seal nothing any more. */
export function EarlierCertificates({ all, onSave }: { all: SigningCertificate[]; onSave: (id: number) => void }) {
  return (
    <section aria-label={t.earlier} className={classes.earlier}>
      <h2 className={classes.title}>{t.earlier}</h2>
      <p className={classes.help}>{t.earlierSentence}</p>
      <DataTable
        label={t.earlier}
        list={{
          rows: all,
          count: all.length,
          waiting: false,
          error: undefined,
          more: false,
          loadingMore: false,
          loadMore: () => undefined,
          retry: () => undefined,
        }}
        columns={columns(onSave)}
        rowKey={(row) => String(row.id)}
        empty={null}
      />
    </section>
  );
}
