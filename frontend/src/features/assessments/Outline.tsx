import type { SectionOutline } from '@/api/types';
import { texts } from '@/app/texts';
import { Tag } from '@/components/Tag';
import classes from './AssessmentScreen.module.css';
import { short } from './editor/conditions';

const t = texts.assessments;

/** The sections and their questions, as the newest version has them. */
export function Outline({ sections }: { sections: SectionOutline[] }) {
  return (
    <section className={classes.card} aria-labelledby="outline-title">
      <h2 className={classes.title} id="outline-title">
        {t.outline}
      </h2>
      {sections.every(({ questions }) => questions.length === 0) ? (
        <p className={classes.quiet}>{t.noQuestions}</p>
      ) : null}
      {sections.map((section, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sections have no name of their own and never move here
        <div key={index} className={classes.section}>
          <div className={classes.sectionHead}>
            <h3 className={classes.sectionTitle} dir="auto">
              {section.title}
            </h3>
            <span className={classes.small}>{t.questionCount(section.questions.length)}</span>
          </div>
          <ol className={classes.questions}>
            {section.questions.map((question) => (
              <li key={question.id}>
                <span dir="auto">{question.text}</span>
                <div className={classes.tags}>
                  <Tag>{t.questionTypes[question.type] ?? question.type}</Tag>
                  {question.required ? <Tag>{t.required}</Tag> : null}
                  {question.scored ? <Tag tone="act">{t.scored}</Tag> : null}
                  {question.driver ? <Tag tone="warn">{t.driver(question.driver)}</Tag> : null}
                  {question.answer ? <Tag tone="warn">{t.answer(short(question.answer, 40))}</Tag> : null}
                </div>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}
