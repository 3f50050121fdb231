import { Anchor } from '@mantine/core';
import { Fragment } from 'react';
import { Link } from 'react-router';
import type { Crumb } from '@/api/types';
import { texts } from '@/app/texts';

/** The way from the top of the tree, and the level where it ends. */
export function Trail({ trail, level }: { trail: Crumb[]; level: number }) {
  return (
    <span>
      <Anchor component={Link} to="/organizations" inherit>
        {texts.organizations.title}
      </Anchor>
      <span aria-hidden="true">{trail.length > 0 ? ' › ' : ' · '}</span>
      {trail.map((crumb, index) => (
        <Fragment key={crumb.id}>
          <Anchor component={Link} to={`/organizations/${crumb.id}`} inherit dir="auto">
            {crumb.name}
          </Anchor>
          <span aria-hidden="true">{index < trail.length - 1 ? ' › ' : ' · '}</span>
        </Fragment>
      ))}
      <span style={{ whiteSpace: 'nowrap' }}>{texts.app.level(level)}</span>
    </span>
  );
}
