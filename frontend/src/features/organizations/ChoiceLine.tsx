import classes from './ChoiceLine.module.css';

/** An organization in a picker: its name, and where it stands. */
export function ChoiceLine({ name, trail }: { name: string; trail?: string }) {
  return (
    <span className={classes.choice}>
      <span dir="auto">{name}</span>
      {trail ? (
        <span className={classes.trail} dir="auto">
          {trail}
        </span>
      ) : null}
    </span>
  );
}
