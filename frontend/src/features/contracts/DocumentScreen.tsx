import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '@/api';
import type { DocumentDetail } from '@/api/types';
import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import { Page } from '@/components/Page';
import classes from './Contracts.module.css';
import { DocumentActions } from './DocumentActions';
import { DocumentForm } from './DocumentForm';
import { Events, SigningState, Versions } from './DocumentHistory';
import { DocumentPreview } from './DocumentPreview';
import { DocumentStanding } from './DocumentStanding';
import { Obstacles } from './Obstacles';

const t = texts.contracts.document;

/** Saves what was typed into a form, and says whether all of it is saved. */
export type Keep = () => Promise<boolean>;

/** One document: what can be done with it, what it says, how it looks, and what became of it. */
export function DocumentScreen() {
  const id = Number(useParams().id);
  const query = useQuery({
    queryKey: ['contracts', 'document', id],
    queryFn: () => api.contracts.Document(id),
  });
  const row = query.data?.row;
  const keep = useRef<Keep>(async () => true);
  return (
    <Page
      title={row?.title ?? t.one}
      sentence={row ? <bdi>{row.organization}</bdi> : t.sentence}
      above={
        row ? <Link to={`/contracts/${row.contractId}`}>{row.contract}</Link> : <Link to="/documents">{t.title}</Link>
      }
      action={query.data ? <DocumentActions document={query.data} keep={() => keep.current()} /> : null}
    >
      <Loaded query={query}>
        {(document) => (
          <>
            <DocumentStanding document={document} />
            <Sides
              document={document}
              form={
                <DocumentForm
                  key={`${id}-${document.isWritten}`}
                  document={document}
                  onForm={(saves) => {
                    keep.current = saves;
                  }}
                />
              }
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** What is written stands first; of what was sent, how far it has come. */
function Sides({ document, form }: { document: DocumentDetail; form: React.ReactNode }) {
  const { isWritten, obstacles } = document;
  return (
    <div className={classes.sides}>
      <div className={classes.form}>
        {isWritten ? null : <SigningState document={document} />}
        {form}
        {isWritten ? null : <Events document={document} />}
      </div>
      <div>
        {obstacles.length > 0 ? (
          <section className={classes.card} aria-label={t.obstacles}>
            <h2>{t.obstacles}</h2>
            <p className={classes.help}>{t.obstaclesSentence}</p>
            <Obstacles obstacles={obstacles} mendable />
          </section>
        ) : null}
        <DocumentPreview document={document} />
        {isWritten ? <SigningState document={document} /> : null}
        <Versions document={document} />
        {isWritten ? <Events document={document} /> : null}
      </div>
    </div>
  );
}
