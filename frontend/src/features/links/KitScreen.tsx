import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { api } from '@/api';
import { texts } from '@/app/texts';
import { FormSection } from '@/components/FormSection';
import { Loaded } from '@/components/Loaded';
import { Page } from '@/components/Page';
import { selectionOf } from './Handing';
import classes from './Handing.module.css';
import { KitChoice, type Narrowed } from './KitChoice';
import { KitOutcome } from './KitOutcome';
import { type KitFor, kitWords } from './kitFor';

const t = texts.links;

/** The link kit for many organizations: those chosen or shown in their list, or those that a search finds. */
export function KitScreen() {
  const cameWith = useLocation().state as KitFor | null;
  const [dropped, setDropped] = useState(false);
  const chosen = dropped ? null : cameWith;
  const [narrowed, setNarrowed] = useState<Narrowed>({ search: '', level: '' });
  const selection = selectionOf(
    chosen === null
      ? {
          filter: {
            ...selectionOf({}).filter,
            search: narrowed.search,
            status: 'active',
            level: Number(narrowed.level),
          },
        }
      : 'ids' in chosen
        ? { organizationIds: chosen.ids }
        : { filter: chosen.filter },
  );
  const query = useQuery({
    queryKey: ['links', 'kit', selection],
    queryFn: () => api.links.KitEffect(selection),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title={t.kitTitle} sentence={t.kitScreenSentence} above={<Link to="/links">{t.title}</Link>}>
      <div>
        <FormSection title={t.kitFor} sentence={t.kitForSentence}>
          {chosen === null ? (
            <KitChoice onChange={setNarrowed} />
          ) : (
            <>
              <p className={classes.for}>{kitWords(chosen)}</p>
              <div>
                <Button size="xs" onClick={() => setDropped(true)}>
                  {t.kitOthers}
                </Button>
              </div>
            </>
          )}
        </FormSection>
        <Loaded query={query}>{(effect) => <KitOutcome effect={effect} selection={selection} />}</Loaded>
      </div>
    </Page>
  );
}
