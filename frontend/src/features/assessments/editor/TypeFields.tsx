import { texts } from '@/app/texts';
import { ChoicesField } from './ChoicesField';
import type { Question } from './definition';
import { Line, Numeric } from './fields';
import classes from './Pane.module.css';
import { ScaleField } from './ScaleField';
import type { Editor } from './useEditor';

const f = texts.editor.fields;

export interface TypeFieldsProps {
  editor: Editor;
  question: Question;
  place: string;
  set: (change: Partial<Question>) => void;
}

/** How a question of this type is answered. */
export function TypeFields(props: TypeFieldsProps) {
  switch (props.question.type) {
    case 'single_choice':
    case 'multiple_choice':
      return <ChoicesField {...props} />;
    case 'scale':
      return <ScaleField {...props} />;
    case 'number':
      return <NumberFields {...props} />;
    case 'date':
      return <DateFields {...props} />;
    default:
      return <LengthField {...props} />;
  }
}

function NumberFields({ editor, question, place, set }: TypeFieldsProps) {
  const field = { editor, placeholder: f.noLimit };
  return (
    <div className={classes.line}>
      <Numeric
        {...field}
        place={`${place}.minimum`}
        label={f.minimum}
        value={question.minimum}
        onChange={(minimum) => set({ minimum })}
      />
      <Numeric
        {...field}
        place={`${place}.maximum`}
        label={f.maximum}
        value={question.maximum}
        onChange={(maximum) => set({ maximum })}
      />
      <Numeric
        editor={editor}
        place={`${place}.decimals`}
        label={f.decimals}
        value={question.decimals ?? 0}
        onChange={(decimals) => set({ decimals })}
      />
      <Line
        editor={editor}
        place={`${place}.unit`}
        label={f.unit}
        placeholder={texts.editor.optional}
        value={question.unit ?? ''}
        onChange={(unit) => set({ unit })}
      />
    </div>
  );
}

function DateFields({ editor, question, place, set }: TypeFieldsProps) {
  const field = { editor, placeholder: f.noLimit };
  return (
    <div className={classes.line}>
      <Line
        {...field}
        place={`${place}.earliest`}
        label={f.earliest}
        value={question.earliest ?? ''}
        onChange={(earliest) => set({ earliest })}
        type="date"
      />
      <Line
        {...field}
        place={`${place}.latest`}
        label={f.latest}
        value={question.latest ?? ''}
        onChange={(latest) => set({ latest })}
        type="date"
      />
    </div>
  );
}

function LengthField({ editor, question, place, set }: TypeFieldsProps) {
  return (
    <div className={classes.line}>
      <div className={classes.short}>
        <Numeric
          editor={editor}
          place={`${place}.length`}
          label={f.length}
          placeholder={question.type === 'long_text' ? '4000' : '200'}
          value={question.length}
          onChange={(length) => set({ length })}
        />
      </div>
    </div>
  );
}
