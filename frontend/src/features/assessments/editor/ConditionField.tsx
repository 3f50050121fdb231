import { Checkbox, Select } from '@mantine/core';
import { texts } from '@/app/texts';
import { AnswerField } from './AnswerField';
import { conditionOn, earlier, inWords } from './conditions';
import type { Condition } from './definition';
import classes from './Pane.module.css';
import type { Editor } from './useEditor';

const t = texts.editor.condition;

interface ConditionFieldProps {
  editor: Editor;
  place: string;
  /** The id of the section or question that is shown or not. */
  of: string;
  show: Condition | undefined;
  onChange: (show: Condition | undefined) => void;
}

/** When a section or question is shown, said in a sentence and set below it. */
export function ConditionField({ editor, place, of, show, onChange }: ConditionFieldProps) {
  const { definition } = editor;
  const questions = earlier(definition, of);
  const { drivers } = definition;
  const words = inWords(definition, show);
  const set = (next: Condition) => onChange(next.driver === undefined && next.answer === undefined ? undefined : next);
  const first = questions.at(-1);
  const driver = show?.driver;
  return (
    <section className={classes.card} aria-label={t.title} data-place={place}>
      <h2 className={classes.title}>{t.title}</h2>
      {words ? (
        <p className={classes.summary} dir="auto">
          {t.shownWhen(words)}
        </p>
      ) : (
        <p className={classes.sentence}>{t.always}</p>
      )}
      <Checkbox
        label={t.byAnswer}
        description={questions.length === 0 ? t.noEarlier : undefined}
        disabled={questions.length === 0 && !show?.answer}
        checked={show?.answer !== undefined}
        onChange={(event) =>
          set({ ...show, answer: event.currentTarget.checked && first ? conditionOn(first) : undefined })
        }
      />
      {show?.answer ? (
        <div className={classes.unfolded}>
          <AnswerField
            editor={editor}
            place={`${place}.answer`}
            questions={questions}
            answer={show.answer}
            onChange={(answer) => set({ ...show, answer })}
          />
        </div>
      ) : null}
      <Checkbox
        label={t.byDriver}
        description={drivers.length === 0 ? t.noDrivers : undefined}
        disabled={drivers.length === 0 && driver === undefined}
        checked={driver !== undefined}
        onChange={(event) =>
          set({ answer: show?.answer, ...(event.currentTarget.checked ? { driver: drivers[0]?.id ?? '' } : {}) })
        }
      />
      {driver !== undefined ? (
        <div className={classes.unfolded}>
          <div className={classes.line}>
            <Select
              id={`${place}.driver`}
              label={t.driver}
              error={editor.at(`${place}.driver`)}
              value={drivers.some(({ id }) => id === driver) ? driver : null}
              data={drivers.map(({ id, name }) => ({ value: id, label: name || id }))}
              onChange={(next) => set({ ...show, driver: next ?? '' })}
            />
            <Select
              className={classes.narrow}
              label={t.driverState}
              value={show?.is === false ? 'off' : 'on'}
              data={[
                { value: 'on', label: t.on },
                { value: 'off', label: t.off },
              ]}
              onChange={(next) => set({ ...show, is: next === 'off' ? false : undefined })}
            />
          </div>
        </div>
      ) : null}
      {show?.answer ? <p className={classes.quiet}>{t.hiddenNote}</p> : null}
    </section>
  );
}
