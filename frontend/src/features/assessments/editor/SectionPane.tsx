import { texts } from '@/app/texts';
import { AddMenu } from './AddMenu';
import { BandsField } from './BandsField';
import { ConditionField } from './ConditionField';
import { changeSection } from './changes';
import type { Section } from './definition';
import { Line, Lines } from './fields';
import classes from './Pane.module.css';
import { maximumOf } from './points';
import type { Editor } from './useEditor';

const t = texts.editor;

interface SectionPaneProps {
  editor: Editor;
  section: Section;
  place: string;
}

/** One section: its title, when it is shown, and the feedback on its own score. */
export function SectionPane({ editor, section, place }: SectionPaneProps) {
  const set = (change: Partial<Section>) => editor.change((before) => changeSection(before, section.id, change));
  const isScored = section.questions.some((question) => maximumOf(question) > 0);
  const fault = editor.at(`${place}.questions`);
  return (
    <>
      <section className={classes.card} aria-label={t.fields.sectionTitle}>
        <div className={classes.big}>
          <Line
            editor={editor}
            place={`${place}.title`}
            label={t.fields.sectionTitle}
            value={section.title}
            onChange={(title) => set({ title })}
          />
        </div>
        <Lines
          editor={editor}
          place={`${place}.description`}
          label={t.fields.sectionDescription}
          value={section.description ?? ''}
          onChange={(description) => set({ description })}
        />
        {section.questions.length === 0 ? (
          <div className={classes.empty} data-place={`${place}.questions`}>
            <strong>{t.empty}</strong>
            <span>{t.emptySentence}</span>
            <AddMenu editor={editor} filled />
          </div>
        ) : fault ? (
          <p className={classes.fault}>{fault}</p>
        ) : null}
      </section>
      <ConditionField
        editor={editor}
        place={`${place}.show`}
        of={section.id}
        show={section.show}
        onChange={(show) => set({ show })}
      />
      <section className={classes.card} aria-labelledby="section-feedback">
        <h2 className={classes.title} id="section-feedback">
          {t.bands.title}
        </h2>
        <p className={classes.sentence}>{t.bands.sectionSentence}</p>
        <BandsField
          editor={editor}
          place={`${place}.feedback`}
          bands={section.feedback ?? []}
          onChange={(feedback) => set({ feedback })}
          isScored={isScored}
        />
      </section>
    </>
  );
}
