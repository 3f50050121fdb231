import { Checkbox } from '@mantine/core';
import { texts } from '@/app/texts';
import type { Definition } from './definition';
import { Line, Lines, Numeric } from './fields';
import classes from './Pane.module.css';
import type { Editor } from './useEditor';

const t = texts.editor;
const f = t.fields;

/** What the assessment is called, what is said before it, and what is shown at its end. */
export function AboutPane({ editor }: { editor: Editor }) {
  const { definition, draft } = editor;
  const set = (change: Partial<Definition>) => editor.change((before) => ({ ...before, ...change }));
  const { completion } = definition;
  return (
    <>
      <section className={classes.card} aria-labelledby="about-basics">
        <h2 className={classes.title} id="about-basics">
          {t.about.basics}
        </h2>
        <p className={classes.sentence}>{t.about.basicsSentence}</p>
        <Line
          editor={editor}
          place="name"
          label={f.name}
          help={f.nameHelp}
          value={definition.name}
          onChange={(name) => set({ name })}
        />
        <Line
          editor={editor}
          place="code"
          label={f.code}
          help={draft.isCodeFrozen ? f.codeFrozen : f.codeHelp}
          value={definition.code}
          onChange={(code) => set({ code })}
          disabled={draft.isCodeFrozen && definition.code === draft.code}
        />
        <Lines
          editor={editor}
          place="description"
          label={f.description}
          help={f.descriptionHelp}
          value={definition.description ?? ''}
          onChange={(description) => set({ description })}
        />
        <div className={classes.line}>
          <Line
            editor={editor}
            place="language"
            label={f.language}
            help={f.languageHelp}
            value={definition.language ?? ''}
            onChange={(language) => set({ language })}
          />
          <Numeric
            editor={editor}
            place="minutes"
            label={f.minutes}
            help={f.minutesHelp}
            value={definition.minutes}
            onChange={(minutes) => set({ minutes })}
          />
        </div>
      </section>
      <section className={classes.card} aria-labelledby="about-welcome">
        <h2 className={classes.title} id="about-welcome">
          {t.about.welcome}
        </h2>
        <p className={classes.sentence}>{t.about.welcomeSentence}</p>
        <Lines
          editor={editor}
          place="introduction"
          label={f.introduction}
          help={f.introductionHelp}
          rows={4}
          value={definition.introduction ?? ''}
          onChange={(introduction) => set({ introduction })}
        />
      </section>
      <section className={classes.card} aria-labelledby="about-end">
        <h2 className={classes.title} id="about-end">
          {t.completion.title}
        </h2>
        <p className={classes.sentence}>{t.completion.sentence}</p>
        <Checkbox
          label={t.completion.score}
          checked={completion.show_score ?? false}
          onChange={(event) => set({ completion: { ...completion, show_score: event.currentTarget.checked } })}
        />
        <Checkbox
          label={t.completion.feedback}
          checked={completion.show_feedback ?? false}
          onChange={(event) => set({ completion: { ...completion, show_feedback: event.currentTarget.checked } })}
        />
      </section>
    </>
  );
}
