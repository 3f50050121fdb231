import { Checkbox, Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { texts } from '@/app/texts';
import { ConditionField } from './ConditionField';
import { changeQuestion, renameQuestion } from './changes';
import { QUESTION_TYPES, type Question, withType } from './definition';
import { Line, Lines } from './fields';
import { IdField } from './IdField';
import classes from './Pane.module.css';
import { ScoringField } from './ScoringField';
import { TypeFields } from './TypeFields';
import { TypeIcon } from './types';
import type { Editor } from './useEditor';

const t = texts.editor;

interface QuestionPaneProps {
  editor: Editor;
  question: Question;
  place: string;
}

/** One question: what it asks as large as it is read, then how it is answered, scored and shown. */
export function QuestionPane({ editor, question, place }: QuestionPaneProps) {
  const set = (change: Partial<Question>) =>
    editor.change((before) => changeQuestion(before, question.id, (one) => ({ ...one, ...change })));
  const card = useRef<HTMLElement>(null);

  // Whoever has just added a question writes it next.
  const isFresh = editor.fresh === question.id;
  useEffect(() => {
    // After the menu that added it has given the focus back.
    if (isFresh) setTimeout(() => card.current?.querySelector('textarea')?.focus(), 120);
  }, [isFresh]);

  return (
    <>
      <section className={classes.card} ref={card} aria-label={t.fields.question}>
        <div className={classes.kind}>
          <TypeMenu
            question={question}
            onChange={(type) =>
              editor.change((before) => changeQuestion(before, question.id, (one) => withType(one, type)))
            }
          />
          <Checkbox
            label={t.fields.required}
            checked={question.required ?? false}
            onChange={(event) => set({ required: event.currentTarget.checked })}
          />
        </div>
        <div className={classes.big}>
          <Lines
            editor={editor}
            place={`${place}.text`}
            label={t.fields.question}
            rows={1}
            value={question.text}
            onChange={(text) => set({ text })}
          />
        </div>
        <Line
          editor={editor}
          place={`${place}.help`}
          label={t.fields.help}
          placeholder={t.optional}
          value={question.help ?? ''}
          onChange={(help) => set({ help })}
        />
        <TypeFields editor={editor} question={question} place={place} set={set} />
      </section>
      <ScoringField editor={editor} question={question} place={place} set={set} />
      <ConditionField
        editor={editor}
        place={`${place}.show`}
        of={question.id}
        show={question.show}
        onChange={(show) => set({ show })}
      />
      <IdField
        editor={editor}
        place={`${place}.id`}
        id={question.id}
        onChange={(id) => {
          editor.change((before) => renameQuestion(before, question.id, id));
          editor.select({ kind: 'question', id });
        }}
      />
    </>
  );
}

function TypeMenu({ question, onChange }: { question: Question; onChange: (type: Question['type']) => void }) {
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <UnstyledButton className={classes.kindName} aria-label={`${t.fields.type}: ${t.types[question.type]}`}>
          <TypeIcon type={question.type} />
          {t.types[question.type]}
          <IconChevronDown size={14} stroke={1.5} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {QUESTION_TYPES.map((type) => (
          <Menu.Item key={type} leftSection={<TypeIcon type={type} />} onClick={() => onChange(type)}>
            {t.types[type]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
