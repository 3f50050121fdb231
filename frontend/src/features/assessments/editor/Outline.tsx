import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { texts } from '@/app/texts';
import { AddMenu } from './AddMenu';
import { addSection, drop, find, type Selection, step } from './changes';
import classes from './Outline.module.css';
import { OutlineRow } from './OutlineRow';
import { nameOf } from './Problems';
import { isAt } from './places';
import type { Editor } from './useEditor';

const t = texts.editor;

/** Everything that the assessment has, in its order: to select, to move by keyboard and by dragging, to add to. */
export function Outline({ editor }: { editor: Editor }) {
  const { definition, problems, selection, select, change } = editor;
  const [dragged, setDragged] = useState<Selection>();
  const [said, setSaid] = useState('');
  const wrong = (place: string) => problems.some((one) => isAt(one.place, place));
  const isSelected = (one: Selection) => JSON.stringify(one) === JSON.stringify(selection);

  const move = (one: Selection, by: 1 | -1) => {
    const next = step(definition, one, by);
    if (next === definition) return;
    change(() => next);
    const spot = find(next, one);
    setSaid(t.moved(nameOf(editor, one), spot ? (spot.question < 0 ? spot.section : spot.question) + 1 : 0));
  };

  const page = (kind: 'general' | 'drivers' | 'feedback', label: string, isWrong: boolean) => (
    <button
      type="button"
      className={classes.page}
      aria-current={isSelected({ kind }) || undefined}
      onClick={() => select({ kind })}
    >
      {label}
      {isWrong ? <Dot /> : null}
    </button>
  );

  const row = (one: Selection, place: string, number: number) => (
    <OutlineRow
      editor={editor}
      selection={one}
      number={number}
      isSelected={isSelected(one)}
      isWrong={wrong(place) && editor.fresh !== ('id' in one ? one.id : undefined)}
      onMove={(by) => move(one, by)}
      onDrag={setDragged}
      onDrop={() => {
        if (dragged) change((before) => drop(before, dragged, one));
        setDragged(undefined);
      }}
      takes={dragged !== undefined && (dragged.kind === 'question' || one.kind === 'section') && !sameAs(dragged, one)}
    />
  );

  let number = 0;
  return (
    <nav className={classes.outline} aria-label={t.outline}>
      <div className={classes.scroll}>
        {page(
          'general',
          t.general,
          problems.some(({ place }) => isGeneral(place)),
        )}
        <ol className={classes.sections} aria-label={t.sections}>
          {definition.sections.map((section, s) => (
            <li key={section.id} className={classes.section}>
              {row({ kind: 'section', id: section.id }, `sections[${s}]`, s + 1)}
              <ol className={classes.questions}>
                {section.questions.map((question, q) => {
                  number += 1;
                  return (
                    <li key={question.id}>
                      {row({ kind: 'question', id: question.id }, `sections[${s}].questions[${q}]`, number)}
                    </li>
                  );
                })}
              </ol>
            </li>
          ))}
        </ol>
        {page('drivers', t.drivers, wrong('drivers'))}
        {page('feedback', t.feedback, wrong('feedback'))}
      </div>
      <div className={classes.foot}>
        <div className={classes.add}>
          <AddMenu editor={editor} />
          <Button
            size="xs"
            leftSection={<IconPlus size={14} stroke={1.5} />}
            onClick={() => editor.add(addSection(definition, selection))}
          >
            {t.addSection}
          </Button>
        </div>
        <p className={classes.hint}>{t.hint}</p>
      </div>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </nav>
  );
}

const sameAs = (a: Selection, b: Selection) => a.kind === b.kind && 'id' in a && 'id' in b && a.id === b.id;

const isGeneral = (place: string) => !/^(sections\[|drivers|feedback)/.test(place);

/** Says that something is wrong here. */
export function Dot() {
  return (
    <span className={classes.dot}>
      <span className="visually-hidden">{t.hasProblem}</span>
    </span>
  );
}
