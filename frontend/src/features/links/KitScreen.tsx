import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api } from '@/api';
import type { KitEffect, KitSelection } from '@/api/types';
import { texts } from '@/app/texts';
import { CopyField } from '@/components/CopyField';
import { FormSection, Pair } from '@/components/FormSection';
import { Loaded } from '@/components/Loaded';
import { Page } from '@/components/Page';
import { useSaveTask } from '@/components/useSaveTask';
import { ButtonAndMail, Code, selectionOf } from './Handing';
import classes from './Handing.module.css';

const t = texts.links;

/** How many entries are drawn at most, as files or on paper. */
const DRAWN = 10_000;
const isDrawn = (format: string) => format === 'pdf' || format === 'zip';

/** The address of this screen for organizations that were chosen in a list. */
export const kitAddress = (ids: number[]): string => `/links/kit?ids=${ids.join(',')}`;

/** The link kit for many organizations: those chosen in the list, or those that a search finds. */
export function KitScreen() {
  const [params] = useSearchParams();
  const chosen = (params.get('ids') ?? '').split(',').map(Number).filter(Boolean);
  const [search, setSearch] = useState(params.get('q') ?? '');
  const [level, setLevel] = useState(params.get('level') ?? '');
  const [words] = useDebouncedValue(search, 250);
  const selection = selectionOf(
    chosen.length > 0
      ? { organizationIds: chosen }
      : {
          filter: {
            ...selectionOf({}).filter,
            search: words,
            status: 'active',
            level: Number(level),
            allotment: params.get('allotment') ?? '',
            linkId: Number(params.get('link') ?? 0),
          },
        },
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
          {chosen.length > 0 ? (
            <p className={classes.missing}>{t.kitChosen(chosen.length)}</p>
          ) : (
            <Pair>
              <TextInput
                label={t.kitSearch}
                placeholder={t.kitAll}
                value={search}
                onChange={(event) => setSearch(event.currentTarget.value)}
                dir="auto"
              />
              <Select
                label={t.kitLevel}
                data={[
                  { value: '', label: t.kitAnyLevel },
                  ...[1, 2, 3, 4].map((n) => ({ value: String(n), label: texts.organizations.levelName(n) })),
                ]}
                allowDeselect={false}
                value={level}
                onChange={(value) => setLevel(value ?? '')}
              />
            </Pair>
          )}
        </FormSection>
        <Loaded query={query}>{(effect) => <Outcome effect={effect} selection={selection} />}</Loaded>
      </div>
    </Page>
  );
}

function Outcome({ effect, selection }: { effect: KitEffect; selection: KitSelection }) {
  const { save, dialog } = useSaveTask(t.saving);
  return (
    <>
      <FormSection title={t.kitWhat} sentence={t.kitWhatSentence}>
        <p className={classes.count} role="status">
          {effect.count === 0 ? t.kitNone : t.kitCount(effect.count)}
        </p>
        {effect.missing > 0 ? (
          <details>
            <summary className={classes.missing}>{t.kitMissing(effect.missing)}</summary>
            <ul className={classes.reasons}>
              {effect.leftOut.map(({ id, name, reason }) => (
                <li key={id}>
                  <span dir="auto">{name}</span>: {reason}
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        {effect.count > 0 ? (
          <div className={classes.formats}>
            {Object.entries(t.kitFormats).map(([format, help]) => (
              <div key={format} className={classes.format}>
                <p>{effect.count > DRAWN && isDrawn(format) ? t.kitTooMany : help}</p>
                <Button
                  size="xs"
                  variant={format === 'pdf' ? 'filled' : 'default'}
                  color={format === 'pdf' ? 'act' : undefined}
                  disabled={effect.count > DRAWN && isDrawn(format)}
                  onClick={() => save(() => api.links.SaveKit(selection, format))}
                >
                  {t.files[format]}
                </Button>
              </div>
            ))}
          </div>
        ) : null}
        {dialog}
      </FormSection>
      {effect.count > 0 ? (
        <FormSection title={t.sections.kit} sentence={t.kitSample(effect.sample.name)}>
          <CopyField label={t.address} value={effect.sample.address} button={t.copyLink} />
          <Code svg={effect.sample.qr} />
          <ButtonAndMail {...effect.sample} />
        </FormSection>
      ) : null}
    </>
  );
}
