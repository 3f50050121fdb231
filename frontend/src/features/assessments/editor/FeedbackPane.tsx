import { texts } from '@/app/texts';
import { BandsField } from './BandsField';
import { allQuestions } from './definition';
import classes from './Pane.module.css';
import { maximumOf } from './points';
import type { Editor } from './useEditor';

const t = texts.editor;

/** The feedback on the score in total. */
export function FeedbackPane({ editor }: { editor: Editor }) {
  const { definition } = editor;
  return (
    <section className={classes.card} aria-labelledby="feedback-title">
      <h2 className={classes.title} id="feedback-title">
        {t.feedback}
      </h2>
      <p className={classes.sentence}>{t.bands.sentence}</p>
      <BandsField
        editor={editor}
        place="feedback"
        bands={definition.feedback}
        onChange={(feedback) => editor.change((before) => ({ ...before, feedback }))}
        isScored={allQuestions(definition).some((question) => maximumOf(question) > 0)}
      />
    </section>
  );
}
