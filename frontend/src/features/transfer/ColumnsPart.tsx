import { Checkbox, NativeSelect } from '@mantine/core';
import type { TransferPreview } from '@/api/types';
import { texts } from '@/app/texts';
import classes from './Transfer.module.css';
import type { Choice } from './useImport';

const t = texts.transfer;

interface ColumnsPartProps {
  preview: TransferPreview;
  choice: Choice;
  onChange: (changes: Partial<Choice>) => void;
}

/** The first rows of the file, and above each column what it holds. */
export function ColumnsPart({ preview, choice, onChange }: ColumnsPartProps) {
  const put = (column: number, field: string) =>
    onChange({
      // A field can be in one column only: the one that was chosen last.
      mapping: choice.mapping.map((before, at) => (at === column ? field : before === field ? '' : before)),
    });
  const rows = choice.noHeader ? [preview.headers, ...preview.rows] : preview.rows;
  const fields = [
    { value: '', label: t.ignored },
    ...preview.fields.map(({ name, label }) => ({ value: name, label })),
  ];
  const helps = preview.fields.filter(({ name, help }) => help && choice.mapping.includes(name));
  return (
    <section className={classes.columns} aria-labelledby="columns-title">
      <div className={classes.over}>
        <div>
          <h2 className={classes.title} id="columns-title">
            {t.columns}
          </h2>
          <p className={classes.sentence}>{t.columnsSentence}</p>
        </div>
        <Checkbox
          label={t.header}
          checked={!choice.noHeader}
          onChange={(event) => onChange({ noHeader: !event.currentTarget.checked })}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by the keyboard */}
      <section className={classes.scroll} aria-label={t.preview} tabIndex={0}>
        <table className={classes.preview} aria-label={t.preview}>
          <thead>
            <tr>
              {preview.headers.map((header, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <th key={column} scope="col" data-ignored={choice.mapping[column] ? undefined : true}>
                  <NativeSelect
                    size="xs"
                    aria-label={t.column(choice.noHeader ? '' : header, column)}
                    data={fields}
                    value={choice.mapping[column] ?? ''}
                    onChange={(event) => put(column, event.currentTarget.value)}
                  />
                  {choice.noHeader ? null : (
                    <span className={classes.header} dir="auto">
                      {header}
                    </span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              <tr key={line}>
                {row.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                  <td key={column} dir="auto" data-ignored={choice.mapping[column] ? undefined : true}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {helps.length > 0 ? (
        <dl className={classes.helps}>
          {helps.map(({ name, label, help }) => (
            <div key={name}>
              <dt>{label}</dt>
              <dd>{help}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </section>
  );
}
