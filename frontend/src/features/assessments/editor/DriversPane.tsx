import { ActionIcon, Button, Checkbox, SegmentedControl } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '@/api';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { sayDone } from '@/components/notices';
import { allQuestions, type Definition, type Driver, newId } from './definition';
import { Line } from './fields';
import classes from './Pane.module.css';
import { draftKey, type Editor } from './useEditor';

const t = texts.editor.driverPage;

/** The drivers of the assessment, and where they are set. */
export function DriversPane({ editor }: { editor: Editor }) {
  const { drivers } = editor.definition;
  const put = (next: Driver[]) => editor.change((before) => ({ ...before, drivers: next }));
  const set = (at: number, change: Partial<Driver>) =>
    put(drivers.map((driver, index) => (index === at ? { ...driver, ...change } : driver)));
  const add = () => {
    const id = newId(
      'driver',
      drivers.map((one) => one.id),
    );
    put([...drivers, { id, name: '', default: false }]);
  };
  return (
    <>
      <section className={classes.card} aria-labelledby="drivers-title">
        <h2 className={classes.title} id="drivers-title">
          {texts.editor.drivers}
        </h2>
        <p className={classes.sentence}>{t.sentence}</p>
        {drivers.length === 0 ? (
          <div className={classes.empty}>
            <strong>{t.empty}</strong>
            <span>{t.emptySentence}</span>
            <Button size="xs" variant="filled" leftSection={<IconPlus size={14} stroke={1.5} />} onClick={add}>
              {t.add}
            </Button>
          </div>
        ) : null}
        {drivers.map((driver, index) => (
          <div key={driver.id} className={classes.unfolded}>
            <div className={classes.line}>
              <Line
                editor={editor}
                place={`drivers[${index}].name`}
                label={t.name}
                value={driver.name}
                onChange={(name) => set(index, { name })}
              />
              <Line
                editor={editor}
                place={`drivers[${index}].description`}
                label={t.description}
                placeholder={texts.editor.optional}
                value={driver.description ?? ''}
                onChange={(description) => set(index, { description })}
              />
            </div>
            <div className={classes.kind}>
              <Checkbox
                label={t.default}
                checked={driver.default ?? false}
                onChange={(event) => set(index, { default: event.currentTarget.checked })}
              />
              <span className={classes.kindName}>
                {t.used(uses(editor.definition, driver.id))}
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t.remove(driver.name || t.untitled)}
                  onClick={() => put(drivers.filter((_, other) => other !== index))}
                >
                  <IconTrash size={16} stroke={1.5} />
                </ActionIcon>
              </span>
            </div>
          </div>
        ))}
        {drivers.length > 0 ? (
          <div>
            <Button size="xs" leftSection={<IconPlus size={14} stroke={1.5} />} onClick={add}>
              {t.add}
            </Button>
          </div>
        ) : null}
      </section>
      <SetBy editor={editor} />
    </>
  );
}

/** Where the drivers are set: a property of the assessment, not of the draft, so it holds at once. */
function SetBy({ editor }: { editor: Editor }) {
  const { draft } = editor;
  const client = useQueryClient();
  const choose = useChange((by: string) => api.assessments.SetDriversBy(draft.id, by), {
    onDone: ({ driversBy }) => {
      client.setQueryData(draftKey(draft.id), { ...draft, driversBy });
      sayDone(t.bySaved((t.byLabel[driversBy] ?? driversBy).toLowerCase()));
    },
  });
  return (
    <section className={classes.card} aria-labelledby="drivers-by">
      <h2 className={classes.title} id="drivers-by">
        {t.by}
      </h2>
      <SegmentedControl
        aria-labelledby="drivers-by"
        value={draft.driversBy}
        disabled={choose.isPending}
        onChange={(by) => choose.mutate(by)}
        data={Object.entries(t.byLabel).map(([value, label]) => ({ value, label }))}
      />
      <p className={classes.quiet}>{t.byHelp[draft.driversBy]}</p>
      <p className={classes.quiet}>{t.byKept}</p>
    </section>
  );
}

const uses = (definition: Definition, id: string) =>
  [...definition.sections, ...allQuestions(definition)].filter(({ show }) => show?.driver === id).length;
