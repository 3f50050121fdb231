/** The definition of an assessment as its JSON file says it. The program's schema documents every member. */

export type QuestionType =
  | 'single_choice'
  | 'multiple_choice'
  | 'scale'
  | 'number'
  | 'short_text'
  | 'long_text'
  | 'date';

export const QUESTION_TYPES: QuestionType[] = [
  'single_choice',
  'multiple_choice',
  'scale',
  'number',
  'short_text',
  'long_text',
  'date',
];

export type Operator = 'is' | 'is_not' | 'contains' | 'at_least' | 'at_most' | 'answered';

export interface AnswerCondition {
  question: string;
  operator: Operator;
  choice?: string;
  number?: number;
}

export interface Condition {
  driver?: string;
  is?: boolean;
  answer?: AnswerCondition;
}

export interface Choice {
  id: string;
  text: string;
  points?: number;
}

export interface Band {
  from?: number;
  title: string;
  text?: string;
}

export interface Question {
  id: string;
  type: QuestionType;
  text: string;
  help?: string;
  required?: boolean;
  show?: Condition;
  scored?: boolean;
  weight?: number;
  reversed?: boolean;
  choices?: Choice[];
  choose_least?: number;
  choose_most?: number;
  minimum?: number;
  maximum?: number;
  minimum_label?: string;
  maximum_label?: string;
  decimals?: number;
  unit?: string;
  length?: number;
  earliest?: string;
  latest?: string;
}

export interface Section {
  id: string;
  title: string;
  description?: string;
  show?: Condition;
  questions: Question[];
  feedback?: Band[];
}

export interface Driver {
  id: string;
  name: string;
  description?: string;
  default?: boolean;
}

export interface Definition {
  $schema?: string;
  format: number;
  code: string;
  name: string;
  description?: string;
  language?: string;
  minutes?: number;
  introduction?: string;
  completion: { show_score?: boolean; show_feedback?: boolean };
  drivers: Driver[];
  sections: Section[];
  feedback: Band[];
}

/** What belongs to each type besides what all have. */
const MEMBERS: Record<QuestionType, (keyof Question)[]> = {
  single_choice: ['scored', 'weight', 'choices'],
  multiple_choice: ['scored', 'weight', 'choices', 'choose_least', 'choose_most'],
  scale: ['scored', 'weight', 'reversed', 'minimum', 'maximum', 'minimum_label', 'maximum_label'],
  number: ['scored', 'weight', 'reversed', 'minimum', 'maximum', 'decimals', 'unit'],
  short_text: ['length'],
  long_text: ['length'],
  date: ['earliest', 'latest'],
};
const COMMON: (keyof Question)[] = ['id', 'type', 'text', 'help', 'required', 'show'];

export const canBeScored = (type: QuestionType) => MEMBERS[type]?.includes('scored') ?? false;
export const isChoice = (type: QuestionType) => type === 'single_choice' || type === 'multiple_choice';

/** A draft's text as the editor works on it; what is missing is empty, and what is unknown stays as it is. */
export function readDefinition(text: string): Definition {
  const read = JSON.parse(text) as Partial<Definition>;
  return {
    ...read,
    format: read.format ?? 1,
    code: read.code ?? '',
    name: read.name ?? '',
    completion: read.completion ?? {},
    drivers: read.drivers ?? [],
    feedback: read.feedback ?? [],
    sections: (read.sections ?? []).map((section) => ({ ...section, questions: section.questions ?? [] })),
  };
}

/** The text to save: without what is empty or says nothing, so that the file stays as small as one written by hand. */
export function writeDefinition(definition: Definition): string {
  const { drivers, feedback, sections, ...rest } = definition;
  const file = {
    ...dropEmpty(rest, ['code', 'name']),
    ...(drivers.length > 0 ? { drivers: drivers.map((driver) => dropEmpty(driver, ['id', 'name', 'default'])) } : {}),
    sections: sections.map(writeSection),
    ...(feedback.length > 0 ? { feedback: feedback.map((band) => dropEmpty(band, ['title'])) } : {}),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function writeSection({ id, title, description, show, questions, feedback }: Section) {
  return {
    ...dropEmpty({ id, title, description, show: writeCondition(show) }, ['id', 'title']),
    questions: questions.map(writeQuestion),
    ...(feedback && feedback.length > 0 ? { feedback: feedback.map((band) => dropEmpty(band, ['title'])) } : {}),
  };
}

function writeQuestion(question: Question) {
  const known = MEMBERS[question.type];
  const members = known ? [...COMMON, ...known] : (Object.keys(question) as (keyof Question)[]);
  const file = Object.fromEntries(members.map((name) => [name, question[name]])) as Partial<Question>;
  if (!question.scored) {
    delete file.weight;
    delete file.reversed;
  }
  file.show = writeCondition(question.show);
  file.choices = file.choices?.map(({ id, text, points }) =>
    dropEmpty({ id, text, points: question.scored ? points : undefined }, ['id', 'text']),
  ) as Choice[] | undefined;
  return dropEmpty(file, ['id', 'text']);
}

function writeCondition(condition: Condition | undefined): Condition | undefined {
  if (!condition || (condition.driver === undefined && !condition.answer)) return undefined;
  return dropEmpty(condition, ['driver', 'is', 'answer']) as Condition;
}

/** Leaves out what is undefined, an empty text or false; the members named stay whatever they are. */
function dropEmpty<T extends object>(value: T, keep: string[]): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([name, one]) =>
      keep.includes(name) ? one !== undefined : one !== undefined && one !== '' && one !== false && !Number.isNaN(one),
    ),
  ) as Partial<T>;
}

/** The first of `prefix-1`, `prefix-2` … that is not taken. */
export function newId(prefix: string, taken: Iterable<string>): string {
  const known = new Set(taken);
  for (let n = 1; ; n++) if (!known.has(`${prefix}-${n}`)) return `${prefix}-${n}`;
}

export const allQuestions = (definition: Definition) => definition.sections.flatMap(({ questions }) => questions);

const emptyChoice = (n: number): Choice => ({ id: `choice-${n}`, text: '' });

/** A new question of a type, with what it needs to be answered. */
export function newQuestion(type: QuestionType, definition: Definition): Question {
  const id = newId(
    'q',
    allQuestions(definition).map((one) => one.id),
  );
  const question: Question = { id, type, text: '' };
  if (isChoice(type)) question.choices = [emptyChoice(1), emptyChoice(2)];
  if (type === 'scale') Object.assign(question, { minimum: 1, maximum: 5 });
  return question;
}

/** The question as another type: what both know stays, what the new one needs is added. */
export function withType(question: Question, type: QuestionType): Question {
  const next = { ...question, type };
  if (isChoice(type) && !next.choices) next.choices = [emptyChoice(1), emptyChoice(2)];
  if (type === 'scale') {
    const fits = Number.isInteger(next.minimum) && Number.isInteger(next.maximum);
    if (!fits || Number(next.maximum) - Number(next.minimum) > 20) Object.assign(next, { minimum: 1, maximum: 5 });
  }
  if (!canBeScored(type)) next.scored = undefined;
  return next;
}
