import { Checkbox } from '@mantine/core';
import { texts } from '@/app/texts';
import { canBeScored } from './definition';
import { Numeric } from './fields';
import classes from './Pane.module.css';
import { maximumOf, shareOf } from './points';
import type { TypeFieldsProps } from './TypeFields';

const t = texts.editor.scoring;

/** Whether a question counts, and for how much of the whole. */
export function ScoringField({ editor, question, place, set }: TypeFieldsProps) {
  if (!canBeScored(question.type)) return null;
  const share = shareOf(editor.definition, question);
  const most = maximumOf(question) * (question.weight ?? 1);
  const hasReversed = question.type === 'scale' || question.type === 'number';
  return (
    <section className={classes.card} aria-label={t.title}>
      <h2 className={classes.title}>{t.title}</h2>
      <Checkbox
        label={t.scored}
        checked={question.scored ?? false}
        onChange={(event) => set({ scored: event.currentTarget.checked || undefined })}
      />
      {question.scored ? (
        <div className={classes.unfolded}>
          <div className={classes.line}>
            <div className={classes.short}>
              <Numeric
                editor={editor}
                place={`${place}.weight`}
                label={t.weight}
                help={t.weightHelp}
                value={question.weight ?? 1}
                onChange={(weight) => set({ weight })}
              />
            </div>
            {hasReversed ? (
              <Checkbox
                mt={30}
                label={t.reversed}
                description={t.reversedHelp}
                checked={question.reversed ?? false}
                onChange={(event) => set({ reversed: event.currentTarget.checked })}
              />
            ) : null}
          </div>
          <p className={classes.quiet} role="status">
            {share === undefined ? t.none : t.share(plain(most), plain(share))}
          </p>
        </div>
      ) : null}
    </section>
  );
}

const plain = (value: number) => texts.editor.count(Math.round(value * 10) / 10);
