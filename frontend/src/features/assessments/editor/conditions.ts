import { texts } from '@/app/texts';
import type { AnswerCondition, Condition, Definition, Operator, Question, QuestionType } from './definition';
import { isChoice } from './definition';

const t = texts.editor.condition;

/** How the answer to each type can be compared, the most likely first. */
export const OPERATORS: Record<QuestionType, Operator[]> = {
  single_choice: ['is', 'is_not', 'answered'],
  multiple_choice: ['contains', 'answered'],
  scale: ['at_least', 'at_most', 'is', 'is_not', 'answered'],
  number: ['at_least', 'at_most', 'is', 'is_not', 'answered'],
  short_text: ['answered'],
  long_text: ['answered'],
  date: ['answered'],
};

/** The questions that may decide about a section (its id) or a question (its id): those that stand earlier. */
export function earlier(definition: Definition, id: string): Question[] {
  const found: Question[] = [];
  for (const section of definition.sections) {
    if (section.id === id) return found;
    for (const question of section.questions) {
      if (question.id === id) return found;
      found.push(question);
    }
  }
  return found;
}

/** A condition on a question, complete where that is possible: its first choice, its lowest value. */
export function conditionOn(question: Question, operator = OPERATORS[question.type][0] as Operator): AnswerCondition {
  const condition: AnswerCondition = { question: question.id, operator };
  if (operator === 'answered') return condition;
  if (isChoice(question.type)) return { ...condition, choice: question.choices?.[0]?.id ?? '' };
  return { ...condition, number: question.minimum ?? 0 };
}

/** The condition as a sentence, without its full stop: "“Any risk?” is answered with “Yes”, and Remote teams is on". */
export function inWords(definition: Definition, show: Condition | undefined): string {
  if (!show || (show.driver === undefined && !show.answer)) return '';
  const parts: string[] = [];
  if (show.answer) parts.push(answerInWords(definition, show.answer));
  if (show.driver !== undefined) {
    const name = definition.drivers.find(({ id }) => id === show.driver)?.name || show.driver;
    parts.push(show.is === false ? t.driverOff(name) : t.driverOn(name));
  }
  return parts.join(t.and);
}

function answerInWords(definition: Definition, answer: AnswerCondition): string {
  const question = definition.sections.flatMap(({ questions }) => questions).find(({ id }) => id === answer.question);
  if (!question) return t.gone;
  const choice = question.choices?.find(({ id }) => id === answer.choice)?.text || answer.choice;
  return t.says[answer.operator](
    short(question.text) || t.untitled,
    choice === undefined ? String(answer.number ?? '…') : `“${short(choice)}”`,
  );
}

/** A text that fits into a sentence. */
export const short = (text: string, most = 60) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);
