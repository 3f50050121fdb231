import classes from './Name.module.css';

/** A name that somebody typed: in its own direction, at most two lines; hovering gives all of it. */
export function Name({ children }: { children: string }) {
  return (
    <span dir="auto" className={classes.name} title={children.length > 60 ? children : undefined}>
      {children}
    </span>
  );
}
