import {
  allQuestions,
  type Definition,
  newId,
  newQuestion,
  type Question,
  type QuestionType,
  type Section,
} from './definition';

/** What is looked at: a page of its own, a section, or a question, by id. */
export type Selection = { kind: 'general' | 'drivers' | 'feedback' } | { kind: 'section' | 'question'; id: string };

export interface Spot {
  section: number;
  question: number; // -1 for the section itself
}

/** Where a section or question stands, or undefined. */
export function find(definition: Definition, selection: Selection): Spot | undefined {
  for (const [section, { id, questions }] of definition.sections.entries()) {
    if (selection.kind === 'section' && selection.id === id) return { section, question: -1 };
    if (selection.kind !== 'question') continue;
    const question = questions.findIndex((one) => one.id === selection.id);
    if (question >= 0) return { section, question };
  }
  return undefined;
}

const replaceSection = (definition: Definition, at: number, change: (section: Section) => Section): Definition => ({
  ...definition,
  sections: definition.sections.map((section, index) => (index === at ? change(section) : section)),
});

export const changeSection = (definition: Definition, id: string, change: Partial<Section>) => {
  const spot = find(definition, { kind: 'section', id });
  return spot ? replaceSection(definition, spot.section, (section) => ({ ...section, ...change })) : definition;
};

export function changeQuestion(
  definition: Definition,
  id: string,
  change: (question: Question) => Question,
): Definition {
  const spot = find(definition, { kind: 'question', id });
  if (!spot) return definition;
  return replaceSection(definition, spot.section, (section) => ({
    ...section,
    questions: section.questions.map((one, index) => (index === spot.question ? change(one) : one)),
  }));
}

const inserted = <T>(list: T[], at: number, item: T): T[] => [...list.slice(0, at), item, ...list.slice(at)];
const without = <T>(list: T[], at: number): T[] => list.filter((_, index) => index !== at);

export const insertSection = (definition: Definition, at: number, section: Section): Definition => ({
  ...definition,
  sections: inserted(definition.sections, at, section),
});

export const insertQuestion = (definition: Definition, at: Spot, question: Question): Definition =>
  replaceSection(definition, Math.min(at.section, definition.sections.length - 1), (section) => ({
    ...section,
    questions: inserted(section.questions, at.question, question),
  }));

/** Where something new goes: behind what is selected, else at the end. */
function behind(definition: Definition, selection: Selection): Spot {
  const spot = find(definition, selection);
  if (!spot) {
    const section = definition.sections.length - 1;
    return { section, question: definition.sections[section]?.questions.length ?? 0 };
  }
  return {
    section: spot.section,
    question: spot.question < 0 ? (definition.sections[spot.section]?.questions.length ?? 0) : spot.question + 1,
  };
}

type Changed = [Definition, Selection];

/** Adds a question behind what is selected, in a first section where there is none. */
export function addQuestion(definition: Definition, selection: Selection, type: QuestionType): Changed {
  const ground = definition.sections.length > 0 ? definition : addSection(definition, selection)[0];
  const question = newQuestion(type, ground);
  return [insertQuestion(ground, behind(ground, selection), question), { kind: 'question', id: question.id }];
}

/** Adds a section behind the one that is selected or that holds what is. */
export function addSection(definition: Definition, selection: Selection): Changed {
  const id = newId(
    'section',
    definition.sections.map((one) => one.id),
  );
  const at = find(definition, selection)?.section ?? definition.sections.length - 1;
  return [insertSection(definition, at + 1, { id, title: '', questions: [] }), { kind: 'section', id }];
}

/** A copy behind the original, with ids of its own. Conditions among what is copied go along. */
export function duplicate(definition: Definition, selection: Selection): Changed {
  const spot = find(definition, selection);
  const section = spot && definition.sections[spot.section];
  if (!spot || !section) return [definition, selection];
  const taken = allQuestions(definition).map(({ id }) => id);
  const renamed = new Map<string, string>();
  const copyOf = (question: Question): Question => {
    const id = newId('q', taken);
    taken.push(id);
    renamed.set(question.id, id);
    return renameSources({ ...structuredClone(question), id }, renamed);
  };
  const original = section.questions[spot.question];
  if (original) {
    const copy = copyOf(original);
    return [
      insertQuestion(definition, { ...spot, question: spot.question + 1 }, copy),
      { kind: 'question', id: copy.id },
    ];
  }
  const id = newId(
    'section',
    definition.sections.map((one) => one.id),
  );
  const copy = { ...structuredClone(section), id, questions: section.questions.map(copyOf) };
  return [insertSection(definition, spot.section + 1, copy), { kind: 'section', id }];
}

/** Takes a section or question out. What hangs on it stays, and is listed as a problem. */
export function remove(definition: Definition, selection: Selection): Changed {
  const spot = find(definition, selection);
  if (!spot) return [definition, selection];
  if (spot.question < 0) {
    const sections = without(definition.sections, spot.section);
    const near = sections[Math.min(spot.section, sections.length - 1)];
    return [{ ...definition, sections }, near ? { kind: 'section', id: near.id } : { kind: 'general' }];
  }
  const next = replaceSection(definition, spot.section, (section) => ({
    ...section,
    questions: without(section.questions, spot.question),
  }));
  const section = next.sections[spot.section] as Section;
  const near = section.questions[Math.min(spot.question, section.questions.length - 1)];
  return [next, near ? { kind: 'question', id: near.id } : { kind: 'section', id: section.id }];
}

/** Moves by one place: a question over the edge of its section into the next one. */
export function step(definition: Definition, selection: Selection, by: 1 | -1): Definition {
  const spot = find(definition, selection);
  const section = spot && definition.sections[spot.section];
  if (!spot || !section) return definition;
  if (spot.question < 0) return moveSection(definition, spot.section, spot.section + by);
  const to = spot.question + by;
  if (to >= 0 && to < section.questions.length)
    return moveQuestion(definition, spot, { section: spot.section, question: to });
  const other = definition.sections[spot.section + by];
  if (!other) return definition;
  return moveQuestion(definition, spot, { section: spot.section + by, question: by > 0 ? 0 : other.questions.length });
}

export function moveSection(definition: Definition, from: number, to: number): Definition {
  const section = definition.sections[from];
  if (!section || to < 0 || to >= definition.sections.length) return definition;
  return { ...definition, sections: inserted(without(definition.sections, from), to, section) };
}

/** Moves a question to a place, counted as if it had been taken out before. */
export function moveQuestion(definition: Definition, from: Spot, to: Spot): Definition {
  const question = definition.sections[from.section]?.questions[from.question];
  if (!question || !definition.sections[to.section]) return definition;
  const rest = replaceSection(definition, from.section, (section) => ({
    ...section,
    questions: without(section.questions, from.question),
  }));
  return insertQuestion(rest, to, question);
}

/** Drops what is dragged before something: a question before a question or at the end of a section, a section before another. */
export function drop(definition: Definition, dragged: Selection, onto: Selection): Definition {
  const from = find(definition, dragged);
  const to = find(definition, onto);
  if (!from || !to) return definition;
  if (dragged.kind === 'section') return moveSection(definition, from.section, to.section);
  if (to.question < 0) {
    const end = (definition.sections[to.section]?.questions.length ?? 0) - (from.section === to.section ? 1 : 0);
    return moveQuestion(definition, from, { section: to.section, question: end });
  }
  return moveQuestion(definition, from, to);
}

/** Gives a question another id, also where conditions name it. */
export function renameQuestion(definition: Definition, from: string, to: string): Definition {
  const renamed = new Map([[from, to]]);
  return {
    ...definition,
    sections: definition.sections.map((section) => ({
      ...renameSources(section, renamed),
      questions: section.questions.map((one) => renameSources(one.id === from ? { ...one, id: to } : one, renamed)),
    })),
  };
}

function renameSources<T extends Section | Question>(item: T, renamed: Map<string, string>): T {
  const answer = item.show?.answer;
  const to = answer && renamed.get(answer.question);
  return to ? { ...item, show: { ...item.show, answer: { ...answer, question: to } } } : item;
}

/** The same list with an item moved by one place. */
export function stepped<T>(list: T[], at: number, by: 1 | -1): T[] {
  const item = list[at];
  const to = at + by;
  return item === undefined || to < 0 || to >= list.length ? list : inserted(without(list, at), to, item);
}
