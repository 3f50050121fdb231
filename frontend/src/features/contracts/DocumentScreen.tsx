import { Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api } from '@/api';
import type { DocumentDetail } from '@/api/types';
import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import { Page } from '@/components/Page';
import { StatusDot } from '@/components/StatusDot';
import classes from './Contracts.module.css';
import { DocumentState } from './columns';
import { DocumentActions } from './DocumentActions';
import { DocumentForm } from './DocumentForm';
import { DocumentHistory } from './DocumentHistory';
import { Obstacles } from './Obstacles';
import { PdfView } from './PdfView';

const t = texts.contracts.document;

/** One document: what can be done with it, what it says, how it looks, and what became of it. */
export function DocumentScreen() {
  const id = Number(useParams().id);
  const query = useQuery({
    queryKey: ['contracts', 'document', id],
    queryFn: () => api.contracts.Document(id),
  });
  const row = query.data?.row;
  return (
    <Page
      title={row?.title ?? t.one}
      sentence={row?.organization ?? t.sentence}
      above={
        row ? <Link to={`/contracts/${row.contractId}`}>{row.contract}</Link> : <Link to="/documents">{t.title}</Link>
      }
      action={query.data ? <DocumentActions document={query.data} /> : null}
    >
      <Loaded query={query}>
        {(document) => (
          <>
            <Group gap={16} mb={16}>
              <DocumentState row={document.row} />
              {document.row.version > 0 ? <span>{t.version(document.row.version)}</span> : null}
              {document.row.limited ? <StatusDot tone="act">{t.limited}</StatusDot> : null}
              {document.row.overdue ? <StatusDot tone="bad">{t.overdue}</StatusDot> : null}
            </Group>
            <div className={classes.sides}>
              <div className={classes.form}>
                <DocumentForm key={`${id}-${document.isWritten}`} document={document} />
              </div>
              <div>
                {document.obstacles.length > 0 ? (
                  <section className={classes.card} aria-label={t.obstacles}>
                    <h2>{t.obstacles}</h2>
                    <p className={classes.help}>{t.obstaclesSentence}</p>
                    <Obstacles obstacles={document.obstacles} mendable />
                  </section>
                ) : null}
                <Preview document={document} />
                <DocumentHistory document={document} />
              </div>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** The PDF as it would be sent now, or as it was. */
function Preview({ document }: { document: DocumentDetail }) {
  const { id, version } = document.row;
  const { kind, body } = document.input;
  const there = !document.isWritten || document.fileName !== '' || (kind === 'text' && body.trim() !== '');
  const query = useQuery({
    queryKey: ['contracts', 'preview', id, document.input.seen, version, document.fileName],
    queryFn: () => api.contracts.Preview(id),
    enabled: there,
  });
  if (!there) return null;
  const missing = query.data?.missing ?? [];
  const lost = query.data?.lost ?? [];
  return (
    <div className={classes.card}>
      <h2>{t.preview}</h2>
      <p className={classes.help}>{document.isWritten ? t.previewSentence : t.sentPreview}</p>
      {missing.length > 0 ? (
        <p role="alert">
          <StatusDot tone="warn">{t.missing(missing.map((word) => `{{${word}}}`).join(', '))}</StatusDot>
        </p>
      ) : null}
      {lost.length > 0 ? (
        <p role="alert">
          <StatusDot tone="warn">{t.lost(lost.join(' '))}</StatusDot>
        </p>
      ) : null}
      <Loaded query={query}>{({ data }) => <PdfView data={data} label={t.preview} />}</Loaded>
    </div>
  );
}
