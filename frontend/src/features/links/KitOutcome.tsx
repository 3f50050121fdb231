import { Alert, Button } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { api } from '@/api';
import type { KitEffect, KitSelection } from '@/api/types';
import { texts } from '@/app/texts';
import { CopyField } from '@/components/CopyField';
import { EmptyState } from '@/components/EmptyState';
import { FormSection } from '@/components/FormSection';
import { useSaveTask } from '@/components/useSaveTask';
import { ButtonAndMail, Code } from './Handing';
import classes from './Handing.module.css';

const t = texts.links;

const isDrawn = (format: string) => format === 'pdf' || format === 'zip';

interface OutcomeProps {
  effect: KitEffect;
  selection: KitSelection;
}

/** What a kit holds, what is left out and why, and everything that it can be had as. */
export function KitOutcome({ effect, selection }: OutcomeProps) {
  if (effect.count === 0) return <Nothing effect={effect} />;
  return (
    <>
      <FormSection title={t.kitWhat} sentence={t.kitWhatSentence}>
        {effect.problem ? <NotYet problem={effect.problem} /> : null}
        <p className={classes.count} role="status">
          {t.kitCount(effect.count)}
        </p>
        {effect.missing > 0 ? (
          <details>
            <summary className={classes.missing}>{t.kitMissing(effect.missing)}</summary>
            <Reasons effect={effect} />
          </details>
        ) : null}
        <Formats effect={effect} selection={selection} />
      </FormSection>
      <FormSection title={t.sections.kit} sentence={t.kitSample(effect.sample.name)}>
        <CopyField label={t.address} value={effect.sample.address} button={t.copyLink} />
        <Code svg={effect.sample.qr} />
        <ButtonAndMail {...effect.sample} />
      </FormSection>
    </>
  );
}

/** People prepare a kit before they open registration; it says so. */
function NotYet({ problem }: { problem: string }) {
  return (
    <Alert color="warn" variant="light" icon={<IconInfoCircle stroke={1.5} />}>
      <p className={classes.problem}>
        {problem} {t.kitNotYet}
      </p>
      <Button size="xs" component={Link} to="/settings/features/partner-portal">
        {t.toPortal}
      </Button>
    </Alert>
  );
}

function Formats({ effect, selection }: OutcomeProps) {
  const { save, dialog } = useSaveTask(t.saving);
  return (
    <>
      <div className={classes.formats}>
        {Object.entries(t.kitFormats).map(([format, help]) => {
          const tooMany = effect.count > effect.drawn && isDrawn(format);
          return (
            <div key={format} className={classes.format}>
              <p>{tooMany ? t.kitTooMany : help}</p>
              <Button
                size="xs"
                variant={format === 'pdf' ? 'filled' : 'default'}
                color={format === 'pdf' ? 'act' : undefined}
                disabled={tooMany}
                onClick={() => save(() => api.links.SaveKit(selection, format))}
              >
                {t.files[format]}
              </Button>
            </div>
          );
        })}
      </div>
      {dialog}
    </>
  );
}

/** An empty kit: why, and what to do first. */
function Nothing({ effect }: { effect: KitEffect }) {
  const some = effect.missing > 0;
  return (
    <FormSection title={t.kitWhat} sentence={t.kitWhatSentence}>
      <EmptyState
        drawing="tree"
        title={some ? t.kitNone : t.kitNobody}
        sentence={some ? t.kitNoneSentence : t.kitNobodySentence}
        action={
          <Button component={Link} to={some ? '/settings/features/partner-portal' : '/organizations/new'}>
            {some ? t.toPortal : texts.organizations.add}
          </Button>
        }
      />
      {some ? <Reasons effect={effect} /> : null}
    </FormSection>
  );
}

function Reasons({ effect }: { effect: KitEffect }) {
  return (
    <ul className={classes.reasons}>
      {effect.leftOut.map(({ id, name, reason }) => (
        <li key={id}>
          <span dir="auto">{name}</span>: {reason}
        </li>
      ))}
    </ul>
  );
}
