import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { DocumentDetail } from '@/api/types';
import { texts } from '@/app/texts';
import { StatusDot } from '@/components/StatusDot';
import classes from './Contracts.module.css';

const t = texts.contracts.document;

interface ObstaclesProps {
  obstacles: DocumentDetail['obstacles'];
  /** With the buttons that mend them. */
  mendable?: boolean;
}

/** What a text still lacks before it can be sent. */
export function Holes({ holes }: { holes: string[] }) {
  return holes.map((hole) => (
    <p key={hole} role="alert" className={classes.hole}>
      <StatusDot tone="warn">{hole}</StatusDot>
    </p>
  ));
}

/** Which lines of those who must sign nobody can fill: what refuses sending first, then what is not ready yet. */
export function Obstacles({ obstacles, mendable }: ObstaclesProps) {
  if (obstacles.length === 0) return null;
  return (
    <ul className={classes.rows} aria-label={t.obstacles}>
      {obstacles.map(({ detail, refuses, button, to }) => (
        <li key={detail}>
          <span dir="auto" className={classes.obstacle}>
            <StatusDot tone={refuses ? 'bad' : 'warn'}>{refuses ? t.refuses : t.notReady}</StatusDot>
            <small>{detail}</small>
          </span>
          {mendable && to ? (
            <Button size="xs" component={Link} to={to}>
              {button}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
