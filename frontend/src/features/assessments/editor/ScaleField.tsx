import { texts } from '@/app/texts';
import { Line, Numeric } from './fields';
import classes from './Pane.module.css';
import scale from './ScaleField.module.css';
import type { TypeFieldsProps } from './TypeFields';

const f = texts.editor.fields;

/** The ends of a scale with their labels, and how it then looks. */
export function ScaleField({ editor, question, place, set }: TypeFieldsProps) {
  const { minimum, maximum } = question;
  const count = minimum === undefined || maximum === undefined ? 0 : maximum - minimum + 1;
  const steps =
    Number.isInteger(count) && count > 1 && count <= 21
      ? Array.from({ length: count }, (_, n) => (minimum ?? 0) + n)
      : [];
  return (
    <>
      {steps.length > 0 ? (
        <div className={scale.scale} role="img" aria-label={f.scalePicture}>
          <div className={scale.steps} aria-hidden="true">
            {steps.map((step) => (
              <span key={step} className={scale.step}>
                {step}
              </span>
            ))}
          </div>
          <div className={scale.ends} aria-hidden="true">
            <span dir="auto">{question.minimum_label}</span>
            <span dir="auto">{question.maximum_label}</span>
          </div>
        </div>
      ) : null}
      <div className={classes.line}>
        <div className={classes.narrow}>
          <Numeric
            editor={editor}
            place={`${place}.minimum`}
            label={f.from}
            value={minimum}
            onChange={(next) => set({ minimum: next })}
          />
        </div>
        <Line
          editor={editor}
          place={`${place}.minimum_label`}
          label={f.lowLabel}
          placeholder={texts.editor.optional}
          value={question.minimum_label ?? ''}
          onChange={(minimum_label) => set({ minimum_label })}
        />
      </div>
      <div className={classes.line}>
        <div className={classes.narrow}>
          <Numeric
            editor={editor}
            place={`${place}.maximum`}
            label={f.to}
            value={maximum}
            onChange={(next) => set({ maximum: next })}
          />
        </div>
        <Line
          editor={editor}
          place={`${place}.maximum_label`}
          label={f.highLabel}
          placeholder={texts.editor.optional}
          value={question.maximum_label ?? ''}
          onChange={(maximum_label) => set({ maximum_label })}
        />
      </div>
    </>
  );
}
