import { IconFlask } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { api } from '@/api';
import { ConfirmButton } from '@/components/ConfirmButton';
import { sayDone } from '@/components/notices';
import classes from './SampleStrip.module.css';
import { texts } from './texts';
import { useChange } from './useChange';
import { useSite } from './useSite';

/** Says on every screen that nothing here is real, with the way to a site of one's own. */
export function SampleStrip() {
  const t = texts.sample;
  const site = useSite().data;
  const navigate = useNavigate();
  const remove = useChange((name: string) => api.firstStart.RemoveSample(name), {
    quiet: true,
    onDone: ({ keptIn }) => {
      navigate('/welcome');
      sayDone(t.removed(keptIn));
    },
  });
  if (!site?.isSample) return null;
  return (
    <aside className={classes.strip} aria-label={t.label}>
      <p className={classes.words}>
        <IconFlask size={16} stroke={1.5} aria-hidden="true" />
        <span>
          <strong>{t.label}.</strong> {t.sentence}
        </span>
      </p>
      <ConfirmButton
        title={t.removeTitle}
        sentence={t.removeSentence}
        confirm={t.removeConfirm}
        danger
        typeName={site.siteName}
        button={{ size: 'compact-sm' }}
        onConfirm={() => remove.mutateAsync(site.siteName)}
      >
        {t.remove}
      </ConfirmButton>
    </aside>
  );
}
