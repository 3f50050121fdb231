import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { texts } from '@/app/texts';
import field from './ChoicesField.module.css';
import { stepped } from './changes';
import { type Choice, newId } from './definition';
import { Line, Numeric } from './fields';
import classes from './Pane.module.css';
import type { TypeFieldsProps } from './TypeFields';

const f = texts.editor.fields;

/** The choices as the respondent reads them, each with its points. Enter begins the next one. */
export function ChoicesField({ editor, question, place, set }: TypeFieldsProps) {
  const list = useRef<HTMLOListElement>(null);
  const choices = question.choices ?? [];
  const isMany = question.type === 'multiple_choice';
  const put = (next: Choice[]) => set({ choices: next });
  const change = (at: number, with_: Partial<Choice>) =>
    put(choices.map((choice, index) => (index === at ? { ...choice, ...with_ } : choice)));
  const focus = (at: number) =>
    setTimeout(() => list.current?.querySelectorAll<HTMLInputElement>('input[data-choice]')[at]?.focus(), 0);

  const add = (at: number) => {
    const id = newId(
      'choice',
      choices.map((one) => one.id),
    );
    put([...choices.slice(0, at), { id, text: '' }, ...choices.slice(at)]);
    focus(at);
  };
  const takeOut = (at: number) => {
    put(choices.filter((_, index) => index !== at));
    focus(Math.max(0, at - 1));
  };
  const move = (at: number, by: 1 | -1) => {
    put(stepped(choices, at, by));
    focus(Math.min(choices.length - 1, Math.max(0, at + by)));
  };
  const press = (event: KeyboardEvent<HTMLDivElement>, at: number) => {
    if (!(event.target instanceof HTMLInputElement) || event.target.dataset.choice === undefined) return;
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      add(at + 1);
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      move(at, event.key === 'ArrowUp' ? -1 : 1);
    } else if (event.key === 'Backspace' && event.target.value === '' && choices.length > 1) {
      event.preventDefault();
      takeOut(at);
    }
  };
  const fault = editor.at(`${place}.choices`);

  return (
    <div className={field.field} data-place={`${place}.choices`}>
      <div className={field.heads} aria-hidden="true">
        <span>{f.choices}</span>
        {question.scored ? <span>{f.points}</span> : null}
      </div>
      <ol className={field.list} ref={list}>
        {choices.map((choice, index) => {
          const at = `${place}.choices[${index}]`;
          return (
            <li key={choice.id} className={field.choice}>
              <span className={field.mark} data-many={isMany || undefined} aria-hidden="true" />
              {/* biome-ignore lint/a11y/noStaticElementInteractions: it listens for keys of the field inside */}
              <div className={field.text} onKeyDown={(event) => press(event, index)}>
                <Line
                  editor={editor}
                  place={`${at}.text`}
                  label=""
                  aria-label={f.choice(index + 1)}
                  data-choice=""
                  value={choice.text}
                  onChange={(text) => change(index, { text })}
                />
              </div>
              {question.scored ? (
                <div className={field.points}>
                  <Numeric
                    editor={editor}
                    place={`${at}.points`}
                    label=""
                    aria-label={f.pointsOf(index + 1)}
                    hideControls
                    value={choice.points ?? 0}
                    onChange={(points) => change(index, { points })}
                  />
                </div>
              ) : null}
              <span className={field.buttons}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={26}
                  disabled={index === 0}
                  aria-label={f.moveChoiceUp(index + 1)}
                  onClick={() => move(index, -1)}
                >
                  <IconArrowUp size={15} stroke={1.5} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={26}
                  disabled={index === choices.length - 1}
                  aria-label={f.moveChoiceDown(index + 1)}
                  onClick={() => move(index, 1)}
                >
                  <IconArrowDown size={15} stroke={1.5} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={26}
                  aria-label={f.removeChoice(index + 1)}
                  onClick={() => takeOut(index)}
                >
                  <IconTrash size={15} stroke={1.5} />
                </ActionIcon>
              </span>
            </li>
          );
        })}
      </ol>
      {fault ? <p className={classes.fault}>{fault}</p> : null}
      <Button
        size="xs"
        className={field.add}
        leftSection={<IconPlus size={14} stroke={1.5} />}
        onClick={() => add(choices.length)}
      >
        {f.addChoice}
      </Button>
      {isMany ? (
        <div className={classes.line}>
          <Numeric
            editor={editor}
            place={`${place}.choose_least`}
            label={f.chooseLeast}
            placeholder={f.anyNumber}
            value={question.choose_least}
            onChange={(choose_least) => set({ choose_least })}
          />
          <Numeric
            editor={editor}
            place={`${place}.choose_most`}
            label={f.chooseMost}
            placeholder={f.anyNumber}
            value={question.choose_most}
            onChange={(choose_most) => set({ choose_most })}
          />
        </div>
      ) : null}
    </div>
  );
}
