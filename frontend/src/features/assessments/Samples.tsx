import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import classes from './ImportDialog.module.css';

const t = texts.assessments.importing;

/** The samples that come with the program. */
export function Samples({ onImport, busy }: { onImport: (code: string) => void; busy: string | undefined }) {
  const query = useQuery({ queryKey: ['assessments', 'samples'], queryFn: () => api.assessments.Samples() });
  return (
    <section aria-labelledby="samples-title">
      <h3 className={classes.title} id="samples-title">
        {t.samples}
      </h3>
      <p className={classes.sentence}>{t.samplesSentence}</p>
      <Loaded query={query}>
        {(samples) => (
          <ul className={classes.samples}>
            {samples.map((sample) => (
              <li key={sample.code} className={classes.sample}>
                <div>
                  <div className={classes.name}>{sample.name}</div>
                  <div className={classes.sentence}>{sample.description}</div>
                </div>
                <Button
                  size="xs"
                  onClick={() => onImport(sample.code)}
                  loading={busy === sample.code}
                  aria-label={t.sampleLabel(sample.name)}
                >
                  {sample.imported ? t.again : t.sample}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}
