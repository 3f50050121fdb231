import { Fragment } from 'react';
import classes from './Name.module.css';

/** A name or an address that somebody typed: in its own direction, at most two lines; hovering gives all of it. */
export function Name({ children }: { children: string }) {
  return (
    <span dir="auto" className={classes.name} title={children.length > 60 ? children : undefined}>
      {breakable(children)}
    </span>
  );
}

/** An email that needs two lines is parted after its @, not before its last letter. */
function breakable(words: string) {
  const [before = '', ...after] = words.split('@');
  return (
    <>
      {before}
      {after.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no other name and never change places
        <Fragment key={place}>
          @<wbr />
          {part}
        </Fragment>
      ))}
    </>
  );
}
