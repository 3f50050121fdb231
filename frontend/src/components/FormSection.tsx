import { type ReactNode, useId } from 'react';
import classes from './FormSection.module.css';

interface FormSectionProps {
  title: string;
  sentence?: ReactNode;
  children: ReactNode;
}

/** A part of a form: what it is about at the left, its fields at the right. */
export function FormSection({ title, sentence, children }: FormSectionProps) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div>
        <h2 className={classes.title} id={id}>
          {title}
        </h2>
        {sentence ? <p className={classes.sentence}>{sentence}</p> : null}
      </div>
      <div className={classes.fields}>{children}</div>
    </section>
  );
}

/** Fields that belong to the tick above them and unfold under it. */
export function Unfolded({ children }: { children: ReactNode }) {
  return <div className={classes.unfolded}>{children}</div>;
}

/** Two short fields side by side. */
export function Pair({ children }: { children: ReactNode }) {
  return <div className={classes.pair}>{children}</div>;
}
