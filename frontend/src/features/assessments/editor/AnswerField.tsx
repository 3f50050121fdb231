import { Select } from '@mantine/core';
import { texts } from '@/app/texts';
import { conditionOn, OPERATORS, short } from './conditions';
import type { AnswerCondition, Operator, Question } from './definition';
import { isChoice } from './definition';
import { Numeric } from './fields';
import classes from './Pane.module.css';
import type { Editor } from './useEditor';

const t = texts.editor.condition;

interface AnswerFieldProps {
  editor: Editor;
  place: string;
  /** Those that stand earlier, in their order. */
  questions: Question[];
  answer: AnswerCondition;
  onChange: (answer: AnswerCondition) => void;
}

/** Which earlier answer decides, and how it is compared. */
export function AnswerField({ editor, place, questions, answer, onChange }: AnswerFieldProps) {
  const source = questions.find(({ id }) => id === answer.question);
  const byId = (id: string | null) => questions.find((one) => one.id === id);
  return (
    <>
      <Select
        id={`${place}.question`}
        label={t.question}
        error={editor.at(`${place}.question`)}
        searchable
        value={source ? source.id : null}
        data={questions.map(({ id, text }, index) => ({
          value: id,
          label: `${index + 1}. ${short(text, 80) || t.untitled}`,
        }))}
        onChange={(id) => {
          const chosen = byId(id);
          if (chosen) onChange(conditionOn(chosen));
        }}
      />
      {source ? (
        <div className={classes.line}>
          <Select
            id={`${place}.operator`}
            label={t.operator}
            error={editor.at(`${place}.operator`)}
            value={answer.operator}
            data={OPERATORS[source.type].map((one) => ({ value: one, label: t.operators[one] ?? one }))}
            onChange={(operator) =>
              onChange({ ...conditionOn(source, operator as Operator), ...kept(answer, operator) })
            }
          />
          {answer.operator === 'answered' ? null : isChoice(source.type) ? (
            <Select
              id={`${place}.choice`}
              label={t.choice}
              error={editor.at(`${place}.choice`)}
              value={answer.choice ?? null}
              data={(source.choices ?? []).map(({ id, text }, index) => ({
                value: id,
                label: text || texts.editor.fields.choice(index + 1),
              }))}
              onChange={(choice) => onChange({ ...answer, choice: choice ?? '' })}
            />
          ) : (
            <Numeric
              editor={editor}
              place={`${place}.number`}
              label={t.number}
              value={answer.number}
              onChange={(value) => onChange({ ...answer, number: value })}
            />
          )}
        </div>
      ) : null}
    </>
  );
}

/** What was compared with stays where the next operator compares too. */
const kept = (answer: AnswerCondition, operator: string | null): Partial<AnswerCondition> => {
  if (operator === 'answered' || answer.operator === 'answered') return {};
  return answer.choice === undefined ? { number: answer.number } : { choice: answer.choice };
};
