import { Button, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { texts } from '@/app/texts';
import { find, type Selection } from './changes';
import { short } from './conditions';
import classes from './Problems.module.css';
import { focusPlace, sayProblem, selectionAt } from './places';
import type { Editor } from './useEditor';

const t = texts.editor;

/** How many problems there are; opened, each leads to its field. */
export function Problems({ editor, onOpen }: { editor: Editor; onOpen: () => void }) {
  const { problems, definition, select } = editor;
  const [opened, { close, toggle }] = useDisclosure(false);
  if (problems.length === 0) {
    return (
      <span className={classes.ready} role="status">
        <IconCircleCheck size={16} stroke={1.5} aria-hidden="true" />
        {editor.checking ? t.checking : t.noProblems}
      </span>
    );
  }
  const go = (place: string) => {
    close();
    onOpen();
    select(selectionAt(definition, place));
    // The field is there once the selection has been drawn.
    setTimeout(() => focusPlace(place), 60);
  };
  return (
    <Popover opened={opened} onChange={(open) => !open && close()} width={380} position="bottom-end" trapFocus>
      <Popover.Target>
        <Button
          className={classes.button}
          onClick={toggle}
          leftSection={<IconAlertTriangle size={16} stroke={1.5} />}
          aria-expanded={opened}
        >
          {t.problems(problems.length)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>
        <h2 className={classes.title}>{t.problemsTitle}</h2>
        <ul className={classes.list}>
          {problems.map((problem) => (
            <li key={`${problem.place} ${problem.message}`}>
              <button type="button" className={classes.problem} onClick={() => go(problem.place)}>
                <span className={classes.where} dir="auto">
                  {nameOf(editor, selectionAt(definition, problem.place))}
                </span>
                <span>{sayProblem(problem)}</span>
              </button>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

/** What a selection is called in a list. */
export function nameOf({ definition }: Editor, selection: Selection): string {
  if (selection.kind === 'general') return t.general;
  if (selection.kind === 'drivers') return t.drivers;
  if (selection.kind === 'feedback') return t.feedback;
  const spot = find(definition, selection);
  const section = spot && definition.sections[spot.section];
  if (!spot || !section) return '';
  const question = section.questions[spot.question];
  if (!question) return t.sectionLabel(spot.section + 1, section.title || t.untitledSection);
  const before = definition.sections.slice(0, spot.section).reduce((sum, one) => sum + one.questions.length, 0);
  return t.questionLabel(before + spot.question + 1, short(question.text) || t.untitledQuestion);
}
