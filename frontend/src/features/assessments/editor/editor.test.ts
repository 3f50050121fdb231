import { describe, expect, it } from 'vitest';
import {
  addQuestion,
  addSection,
  drop,
  duplicate,
  find,
  moveQuestion,
  remove,
  renameQuestion,
  type Selection,
  step,
  stepped,
} from './changes';
import { conditionOn, earlier, inWords } from './conditions';
import { type Definition, newQuestion, type Question, readDefinition, withType, writeDefinition } from './definition';
import { isAt, placeOf, sayProblem, selectionAt } from './places';
import { maximumOf, nextFrom, shareOf, stretches } from './points';

const question = (id: string, rest: Partial<Question> = {}): Question => ({ id, type: 'date', text: id, ...rest });

const ground = (): Definition =>
  readDefinition(
    JSON.stringify({
      format: 1,
      code: 'T',
      name: 'Test',
      drivers: [{ id: 'deep', name: 'Deep' }],
      sections: [
        {
          id: 's',
          title: 'S',
          questions: [
            question('a', { type: 'single_choice', choices: [{ id: 'x', text: 'Ex' }] }),
            question('b', { show: { answer: { question: 'a', operator: 'is', choice: 'x' } } }),
          ],
        },
        { id: 't', title: 'T', questions: [question('c')] },
      ],
    }),
  );

const order = (definition: Definition) =>
  definition.sections.map(({ id, questions }) => `${id}:${questions.map((one) => one.id).join('')}`).join(' ');
const at = (id: string): Selection => ({ kind: 'question', id });
const section = (id: string): Selection => ({ kind: 'section', id });

describe('ASM-1: changing the outline', () => {
  it.each([
    ['down within its section', at('a'), 1, 's:ba t:c'],
    ['down over the edge', at('b'), 1, 's:a t:bc'],
    ['up over the edge', at('c'), -1, 's:abc t:'],
    ['not past the first', at('a'), -1, 's:ab t:c'],
    ['not past the last', at('c'), 1, 's:ab t:c'],
    ['a section down', section('s'), 1, 't:c s:ab'],
    ['not a section past the end', section('t'), 1, 's:ab t:c'],
  ] as const)('moves %s', (_, what, by, wanted) => {
    expect(order(step(ground(), what, by))).toBe(wanted);
  });

  it.each([
    ['a question before another', at('c'), at('a'), 's:cab t:'],
    ['a question behind itself', at('a'), at('b'), 's:ba t:c'],
    ['a question to the end of a section', at('a'), section('t'), 's:b t:ca'],
    ['a question to the end of its own', at('a'), section('s'), 's:ba t:c'],
    ['a section before another', section('t'), section('s'), 't:c s:ab'],
  ] as const)('drops %s', (_, what, onto, wanted) => {
    expect(order(drop(ground(), what, onto))).toBe(wanted);
  });

  it('adds behind what is selected, and selects it', () => {
    const [next, selected] = addQuestion(ground(), at('a'), 'scale');
    expect(order(next)).toBe('s:aq-1b t:c');
    expect(selected).toEqual(at('q-1'));
    expect(order(addQuestion(ground(), section('t'), 'date')[0])).toBe('s:ab t:cq-1');
    expect(order(addQuestion(ground(), { kind: 'general' }, 'date')[0])).toBe('s:ab t:cq-1');
    expect(order(addSection(ground(), at('a'))[0])).toBe('s:ab section-1: t:c');
    const empty = { ...ground(), sections: [] };
    expect(order(addQuestion(empty, { kind: 'general' }, 'date')[0])).toBe('section-1:q-1');
  });

  it('takes out, and selects what is near', () => {
    expect(remove(ground(), at('b'))[1]).toEqual(at('a'));
    expect(remove(ground(), at('c'))[1]).toEqual(section('t'));
    expect(remove(ground(), section('t'))[1]).toEqual(section('s'));
    expect(remove({ ...ground(), sections: ground().sections.slice(0, 1) }, section('s'))[1]).toEqual({
      kind: 'general',
    });
    const spot = find(ground(), at('b'));
    expect(spot && order(moveQuestion(ground(), spot, { section: 1, question: 0 }))).toBe('s:a t:bc');
  });

  it('copies a section with conditions that point inside the copy', () => {
    const [next, selected] = duplicate(ground(), section('s'));
    expect(order(next)).toBe('s:ab section-1:q-1q-2 t:c');
    expect(selected).toEqual(section('section-1'));
    expect(next.sections[1]?.questions[1]?.show?.answer?.question).toBe('q-1');
    expect(duplicate(ground(), at('b'))[0].sections[0]?.questions[2]?.show?.answer?.question).toBe('a');
  });

  it('renames a question where conditions name it', () => {
    expect(renameQuestion(ground(), 'a', 'kind').sections[0]?.questions[1]?.show?.answer?.question).toBe('kind');
  });

  it('moves in a list', () => {
    expect(stepped(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(stepped(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
  });
});

describe('ASM-2: the file', () => {
  it('stays as it was when nothing changes, and has no empty members', () => {
    const text = writeDefinition(ground());
    expect(writeDefinition(readDefinition(text))).toBe(text);
    expect(text).not.toMatch(/""|null|false|feedback|completion": \{\}.*\{\}/);
  });

  it('has of a question what its type knows, and points only while it is scored', () => {
    const scored = question('q', {
      type: 'single_choice',
      scored: true,
      weight: 2,
      choices: [{ id: 'x', text: 'X', points: 3 }],
    });
    const written = (one: Question) =>
      JSON.parse(writeDefinition({ ...ground(), sections: [{ id: 's', title: 'S', questions: [one] }] })).sections[0]
        .questions[0];
    expect(written(scored)).toMatchObject({ scored: true, weight: 2, choices: [{ points: 3 }] });
    expect(written({ ...scored, scored: false })).toEqual({
      id: 'q',
      type: 'single_choice',
      text: 'q',
      choices: [{ id: 'x', text: 'X' }],
    });
    expect(written(withType(scored, 'date'))).toEqual({ id: 'q', type: 'date', text: 'q' });
    expect(written({ ...scored, show: {} })).not.toHaveProperty('show');
    expect(written(withType(question('q', { type: 'number', minimum: 0, maximum: 500 }), 'scale'))).toMatchObject({
      minimum: 1,
      maximum: 5,
    });
  });

  it('keeps what is incomplete, so that the program can say so', () => {
    const text = writeDefinition({ ...ground(), name: '', feedback: [{ title: '' }] });
    expect(JSON.parse(text)).toMatchObject({ name: '', feedback: [{ title: '' }] });
  });
});

describe('ASM-1: conditions', () => {
  it('offers the questions that stand earlier', () => {
    expect(earlier(ground(), 'b').map(({ id }) => id)).toEqual(['a']);
    expect(earlier(ground(), 't').map(({ id }) => id)).toEqual(['a', 'b']);
    expect(earlier(ground(), 'a')).toEqual([]);
  });

  it('begins complete', () => {
    expect(conditionOn(question('q', { type: 'scale', minimum: 1, maximum: 5 }))).toEqual({
      question: 'q',
      operator: 'at_least',
      number: 1,
    });
    expect(conditionOn(newQuestion('multiple_choice', ground()))).toEqual({
      question: 'q-1',
      operator: 'contains',
      choice: 'choice-1',
    });
    expect(conditionOn(question('q'))).toEqual({ question: 'q', operator: 'answered' });
  });

  it('says itself in words', () => {
    const answer = { question: 'a', operator: 'is', choice: 'x' } as const;
    expect(inWords(ground(), { answer, driver: 'deep', is: false })).toBe('the answer to “a” is “Ex”, and Deep is off');
    expect(inWords(ground(), { answer: { question: 'gone', operator: 'answered' } })).toContain('not there any more');
    expect(inWords(ground(), undefined)).toBe('');
  });
});

describe('ASM-2: places', () => {
  it.each([
    ['sections[0].questions[1].show.answer.choice', at('b')],
    ['sections[1].title', section('t')],
    ['sections[1].questions', section('t')],
    ['drivers[0].name', { kind: 'drivers' }],
    ['feedback[0].from', { kind: 'feedback' }],
    ['code', { kind: 'general' }],
    ['sections[9].title', { kind: 'general' }],
  ])('%s leads to its part', (place, wanted) => {
    expect(selectionAt(ground(), place)).toEqual(wanted);
  });

  it('knows what lies inside a part', () => {
    expect(placeOf(ground(), at('c'))).toBe('sections[1].questions[0]');
    expect(isAt('sections[1].questions[0].text', 'sections[1]')).toBe(false);
    expect(isAt('sections[1].questions', 'sections[1]')).toBe(true);
    expect(isAt('sections[1].title', 'sections[1]')).toBe(true);
    expect(isAt('sections[10].title', 'sections[1]')).toBe(false);
  });

  it('names the fields and not the file’s members', () => {
    const problem = { line: 1, column: 1, place: 'x', message: '“minimum” is missing, and “unheard_of” too.' };
    expect(sayProblem(problem)).toBe('“Smallest” is missing, and “unheard_of” too.');
  });
});

describe('RSP-2: what counts for how much', () => {
  const choices = [
    { id: 'x', text: '', points: 3 },
    { id: 'y', text: '', points: 2 },
    { id: 'z', text: '', points: -4 },
  ];
  it.each([
    ['single choice: the highest', question('q', { type: 'single_choice', scored: true, choices }), 3],
    ['multiple choice: all that are positive', question('q', { type: 'multiple_choice', scored: true, choices }), 5],
    ['scale: its length', question('q', { type: 'scale', scored: true, minimum: -1, maximum: 3 }), 4],
    ['not scored', question('q', { type: 'scale', minimum: 1, maximum: 5 }), 0],
    ['a date', question('q', { scored: true }), 0],
  ])('%s', (_, one, wanted) => expect(maximumOf(one)).toBe(wanted));

  it('is shared by weight', () => {
    const first = question('q', { type: 'scale', scored: true, weight: 3, minimum: 0, maximum: 4 });
    const second = question('r', { type: 'scale', scored: true, minimum: 0, maximum: 4 });
    const definition = { ...ground(), sections: [{ id: 's', title: '', questions: [first, second] }] };
    expect(shareOf(definition, first)).toBe(75);
    expect(shareOf(definition, question('x'))).toBeUndefined();
  });

  it('places bands on the way from 0 to 100', () => {
    const bands = [{ from: 0, title: '' }, { title: 'unplaced' }, { from: 60, title: '' }];
    expect(stretches(bands)).toEqual([
      { index: 0, from: 0, to: 60 },
      { index: 2, from: 60, to: 100 },
    ]);
    expect(nextFrom(bands)).toBe(80);
    expect(nextFrom([])).toBe(0);
  });
});
