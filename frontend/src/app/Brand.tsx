import { Link } from 'react-router';
import mark from './mark.svg';
import classes from './Shell.module.css';
import { texts } from './texts';

export function Brand() {
  return (
    <Link to="/" className={classes.brand}>
      <img src={mark} alt="" width={26} height={26} />
      {texts.app.name}
    </Link>
  );
}
