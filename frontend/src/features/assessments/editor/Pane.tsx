import { texts } from '@/app/texts';
import { AboutPane } from './AboutPane';
import { find } from './changes';
import { DriversPane } from './DriversPane';
import { FeedbackPane } from './FeedbackPane';
import classes from './Pane.module.css';
import { nameOf } from './Problems';
import { placeOf } from './places';
import { QuestionPane } from './QuestionPane';
import { SectionPane } from './SectionPane';
import type { Editor } from './useEditor';

/** What is selected, to be written. */
export function Pane({ editor }: { editor: Editor }) {
  return (
    <section className={classes.pane} aria-label={nameOf(editor, editor.selection) || texts.editor.title}>
      <div className={classes.sheet}>
        <Selected editor={editor} />
      </div>
    </section>
  );
}

function Selected({ editor }: { editor: Editor }) {
  const { definition, selection } = editor;
  if (selection.kind === 'drivers') return <DriversPane editor={editor} />;
  if (selection.kind === 'feedback') return <FeedbackPane editor={editor} />;
  const spot = find(definition, selection);
  const section = spot && definition.sections[spot.section];
  if (!spot || !section) return <AboutPane editor={editor} />;
  const question = section.questions[spot.question];
  const place = placeOf(definition, selection);
  return question ? (
    <QuestionPane key={question.id} editor={editor} question={question} place={place} />
  ) : (
    <SectionPane key={section.id} editor={editor} section={section} place={place} />
  );
}
