import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { texts } from '@/app/texts';
import classes from './AddMenu.module.css';
import { addQuestion } from './changes';
import { QUESTION_TYPES } from './definition';
import { TypeIcon } from './types';
import type { Editor } from './useEditor';

const t = texts.editor;

/** Adds a question of a type behind what is selected. */
export function AddMenu({ editor, filled = false }: { editor: Editor; filled?: boolean }) {
  return (
    <Menu position="top-start" width={280}>
      <Menu.Target>
        <Button
          size="xs"
          variant={filled ? 'filled' : 'default'}
          leftSection={<IconPlus size={14} stroke={1.5} />}
          className={classes.button}
        >
          {t.addQuestion}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {QUESTION_TYPES.map((type) => (
          <Menu.Item
            key={type}
            leftSection={<TypeIcon type={type} />}
            onClick={() => editor.add(addQuestion(editor.definition, editor.selection, type))}
          >
            <span className={classes.name}>{t.types[type]}</span>
            <span className={classes.help}>{t.typeHelp[type]}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
