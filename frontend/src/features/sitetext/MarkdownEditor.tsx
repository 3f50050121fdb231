import { ActionIcon, Textarea, Tooltip, UnstyledButton } from '@mantine/core';
import { IconBold, IconH2, IconItalic, IconLink, IconList, IconListNumbers } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import type { TextDetail } from '@/api/types';
import { texts } from '@/app/texts';
import classes from './MarkdownEditor.module.css';
import { type Format, format, type Replacement } from './markdown';

const t = texts.siteText;

const TOOLS: { how: Format; label: string; Icon: typeof IconBold }[] = [
  { how: 'bold', label: t.bold, Icon: IconBold },
  { how: 'italic', label: t.italic, Icon: IconItalic },
  { how: 'heading', label: t.heading, Icon: IconH2 },
  { how: 'list', label: t.list, Icon: IconList },
  { how: 'numbers', label: t.numbers, Icon: IconListNumbers },
  { how: 'link', label: t.link, Icon: IconLink },
];

interface MarkdownEditorProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholders: TextDetail['placeholders'];
  error?: ReactNode;
}

/** Markdown with a small toolbar and placeholders that are put in by a click. */
export function MarkdownEditor({ label, value, onChange, placeholders, error }: MarkdownEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);

  const put = ({ from, to, insert, select }: Replacement) => {
    const field = area.current;
    if (!field) return;
    field.focus();
    field.setSelectionRange(from, to);
    // The browser's own insertion keeps undo working; where it is missing, the value is set.
    const inserted = typeof document.execCommand === 'function' && document.execCommand('insertText', false, insert);
    if (!inserted) onChange(value.slice(0, from) + insert + value.slice(to));
    requestAnimationFrame(() => field.setSelectionRange(from + select[0], from + select[1]));
  };

  const selection = () => ({
    text: value,
    start: area.current?.selectionStart ?? value.length,
    end: area.current?.selectionEnd ?? value.length,
  });

  const place = (name: string) => {
    const { start, end } = selection();
    put({ from: start, to: end, insert: name, select: [name.length, name.length] });
  };

  return (
    <div>
      <Textarea
        ref={area}
        label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
        autosize
        minRows={12}
        maxRows={30}
        dir="auto"
        classNames={{ input: classes.area }}
        inputContainer={(input) => (
          <div className={classes.editor}>
            <div className={classes.tools} role="toolbar" aria-label={t.toolbar}>
              {TOOLS.map(({ how, label: name, Icon }) => (
                <Tooltip key={how} label={name}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    c="var(--ink)"
                    aria-label={name}
                    onClick={() => put(format(selection(), how))}
                  >
                    <Icon size={17} stroke={1.5} aria-hidden="true" />
                  </ActionIcon>
                </Tooltip>
              ))}
            </div>
            {input}
          </div>
        )}
      />
      {placeholders.length > 0 ? (
        <fieldset className={classes.placeholders}>
          <legend className={classes.legend}>{t.placeholders}</legend>
          <div className={classes.chips}>
            {placeholders.map(({ name, help }) => (
              <Tooltip key={name} label={help} disabled={!help}>
                <UnstyledButton className={`${classes.chip} mono`} onClick={() => place(name)}>
                  {name}
                </UnstyledButton>
              </Tooltip>
            ))}
          </div>
          <p className={classes.help}>{t.placeholdersHelp}</p>
        </fieldset>
      ) : null}
    </div>
  );
}
