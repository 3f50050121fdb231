import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconDots,
  IconEyeQuestion,
  IconGripVertical,
  IconTrash,
} from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { texts } from '@/app/texts';
import { sayDone } from '@/components/notices';
import { duplicate, find, insertQuestion, insertSection, remove, type Selection } from './changes';
import { inWords, short } from './conditions';
import { Dot } from './Outline';
import classes from './Outline.module.css';
import { nameOf } from './Problems';
import { TypeIcon } from './types';
import type { Editor } from './useEditor';

const t = texts.editor;

interface OutlineRowProps {
  editor: Editor;
  selection: Selection;
  number: number;
  isSelected: boolean;
  isWrong: boolean;
  /** What is dragged can be dropped here. */
  takes: boolean;
  onMove: (by: 1 | -1) => void;
  onDrag: (selection: Selection | undefined) => void;
  onDrop: () => void;
}

/** A section or question in the outline. */
export function OutlineRow({
  editor,
  selection,
  number,
  isSelected,
  isWrong,
  takes,
  onMove,
  onDrag,
  onDrop,
}: OutlineRowProps) {
  const { definition } = editor;
  const [over, setOver] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const moving = useRef(false);
  const spot = find(definition, selection);
  const section = spot && definition.sections[spot.section];
  const question = spot && section?.questions[spot.question];
  const text = question ? short(question.text) || t.untitledQuestion : section?.title || t.untitledSection;
  const condition = inWords(definition, question ? question.show : section?.show);
  const name = nameOf(editor, selection);

  // A row that was moved is drawn at its new place; the focus goes with it.
  useEffect(() => {
    if (moving.current) button.current?.focus();
    moving.current = false;
  });

  const takeOut = () => {
    if (!spot || !section) return;
    const [next, near] = remove(definition, selection);
    editor.change(() => next);
    editor.select(near);
    // The row has gone; the one beside it has the focus next.
    setTimeout(() => document.querySelector<HTMLElement>('nav [data-selected] button')?.focus(), 0);
    sayDone(t.deleted(name), {
      run: () => {
        editor.change((now) =>
          question
            ? insertQuestion(now, spot, question)
            : insertSection(now, Math.min(spot.section, now.sections.length), section),
        );
        editor.select(selection);
      },
    });
  };

  const press = (event: KeyboardEvent) => {
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      moving.current = true;
      onMove(event.key === 'ArrowUp' ? -1 : 1);
    } else if (event.key === 'Delete') {
      event.preventDefault();
      takeOut();
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging has the keyboard's way beside it: Alt with the arrows, and the menu
    <div
      className={question ? classes.question : classes.head}
      data-selected={isSelected || undefined}
      data-over={(over && takes) || undefined}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', text);
        onDrag(selection);
      }}
      onDragEnd={() => onDrag(undefined)}
      onDragOver={(event) => {
        if (!takes) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (takes) onDrop();
      }}
    >
      <IconGripVertical className={classes.grip} size={14} stroke={1.5} aria-hidden="true" />
      <button
        ref={button}
        type="button"
        className={classes.select}
        aria-current={isSelected || undefined}
        aria-label={name}
        onClick={() => editor.select(selection)}
        onKeyDown={press}
      >
        {question ? (
          <span className={classes.icon}>
            <TypeIcon type={question.type} />
          </span>
        ) : null}
        <span
          className={classes.text}
          data-untitled={(question ? !question.text : !section?.title) || undefined}
          dir="auto"
        >
          {question ? <span className={classes.number}>{number}</span> : null}
          {text}
        </span>
        {condition ? (
          <span className={classes.conditional} title={t.condition.shownWhen(condition)}>
            <IconEyeQuestion size={14} stroke={1.5} aria-hidden="true" />
            <span className="visually-hidden">{t.isConditional}</span>
          </span>
        ) : null}
        {isWrong ? <Dot /> : null}
      </button>
      <Menu position="bottom-end" width={190}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={26} aria-label={t.more(name)} className={classes.more}>
            <IconDots size={16} stroke={1.5} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowUp size={16} stroke={1.5} />} onClick={() => onMove(-1)}>
            {t.moveUp}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowDown size={16} stroke={1.5} />} onClick={() => onMove(1)}>
            {t.moveDown}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopy size={16} stroke={1.5} />}
            onClick={() => editor.add(duplicate(definition, selection))}
          >
            {t.duplicate}
          </Menu.Item>
          <Menu.Item color="bad" leftSection={<IconTrash size={16} stroke={1.5} />} onClick={takeOut}>
            {t.delete}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
