import { Button, Checkbox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AffiliationInput, OrganizationalRoleRow } from '@/api/types';
import { texts } from '@/app/texts';
import { EmptyState } from '@/components/EmptyState';
import { Name } from '@/components/Name';
import { Tag } from '@/components/Tag';
import { ChooseOrganizations } from '@/features/organizations/ChooseOrganizations';
import { useOrganizationalRoles } from '@/features/roles/useRoles';
import classes from './AffiliationsTab.module.css';
import { RolesDialog } from './RolesDialog';

const t = texts.users.affiliations;

/** An organization that somebody is tied to. */
export interface Place {
  id: number;
  name: string;
  trail: string;
  isArchived: boolean;
}

interface AffiliationsTabProps {
  value: AffiliationInput[];
  places: Place[];
  onChoose: (places: Place[]) => void;
  onChange: (ties: AffiliationInput[]) => void;
  error?: ReactNode;
  /** Begins editing where the tab is only looked at. */
  onEdit?: () => void;
}

/** The organizations that somebody is tied to, with their roles there (SGN-2). */
export function AffiliationsTab({ value, places, onChoose, onChange, error, onEdit }: AffiliationsTabProps) {
  const [adding, setAdding] = useState(false);
  const [roleFor, setRoleFor] = useState<number>();
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const roles = useOrganizationalRoles().data ?? [];
  const known = new Map(places.map((place) => [place.id, place]));
  const chosen = value.filter(({ organizationId }) => ticked.has(organizationId));
  const begin = (then: () => void) => () => {
    onEdit?.();
    then();
  };
  const tick = (id: number) => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  };
  const add = (
    <Button aria-label={t.add} onClick={begin(() => setAdding(true))}>
      +
    </Button>
  );
  const shownTie = value.find(({ organizationId }) => organizationId === roleFor);

  return (
    <>
      <div className={classes.bar}>
        <p className={classes.sentence}>{t.sentence}</p>
        {add}
        <Button
          aria-label={t.remove}
          disabled={chosen.length === 0}
          onClick={begin(() => {
            onChange(value.filter((tie) => !chosen.includes(tie)));
            setTicked(new Set());
          })}
        >
          −
        </Button>
      </div>
      {error ? (
        <p className={classes.error} role="alert" data-error tabIndex={-1}>
          {error}
        </p>
      ) : null}
      {value.length === 0 ? (
        <EmptyState drawing="tree" title={t.emptyTitle} sentence={t.emptySentence} />
      ) : (
        <div className={classes.box}>
          <table className={classes.table} aria-label={t.title}>
            <thead>
              <tr>
                <th className={classes.tick}>
                  <span className="visually-hidden">{t.choose}</span>
                </th>
                <th scope="col">{t.organization}</th>
                <th scope="col" className={classes.given}>
                  {t.roles}
                </th>
                <th>
                  <span className="visually-hidden">{t.selectRoles}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {value.map((tie) => (
                <Line
                  key={tie.organizationId}
                  tie={tie}
                  place={known.get(tie.organizationId)}
                  roles={roles}
                  ticked={ticked.has(tie.organizationId)}
                  onTick={() => tick(tie.organizationId)}
                  onRoles={begin(() => setRoleFor(tie.organizationId))}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <ChooseOrganizations
        opened={adding}
        already={new Set(value.map(({ organizationId }) => organizationId))}
        onClose={() => setAdding(false)}
        onSave={(more) => {
          setAdding(false);
          onChoose(more.map(({ id, name, under }) => ({ id, name, trail: under, isArchived: false })));
          onChange([...value, ...more.map(({ id }) => ({ organizationId: id, roleIds: [] }))]);
        }}
      />
      <RolesDialog
        organization={shownTie ? (known.get(shownTie.organizationId)?.name ?? '') : undefined}
        roles={roles}
        value={shownTie?.roleIds ?? []}
        onClose={() => setRoleFor(undefined)}
        onSave={(roleIds) => {
          onChange(value.map((tie) => (tie === shownTie ? { ...tie, roleIds } : tie)));
          setRoleFor(undefined);
        }}
      />
    </>
  );
}

interface LineProps {
  tie: AffiliationInput;
  place: Place | undefined;
  roles: OrganizationalRoleRow[];
  ticked: boolean;
  onTick: () => void;
  onRoles: () => void;
}

function Line({ tie, place, roles, ticked, onTick, onRoles }: LineProps) {
  const name = place?.name ?? String(tie.organizationId);
  const given = roles.filter(({ id }) => tie.roleIds.includes(id));
  return (
    <tr>
      <td className={classes.tick}>
        <Checkbox aria-label={texts.app.selectRow(name)} checked={ticked} onChange={onTick} />
      </td>
      <td>
        <span className={classes.named}>
          <Name>{name}</Name>
          {place?.isArchived ? <Tag tone="warn">{t.archived}</Tag> : null}
        </span>
        {place?.trail ? <span className={classes.under}>{place.trail}</span> : null}
      </td>
      <td>
        {given.length === 0 ? (
          <span className={classes.none}>{t.noRoles}</span>
        ) : (
          <span className={classes.roles}>
            {given.map((role) => (
              <Tag key={role.id} tone={role.isManagement ? 'act' : 'quiet'}>
                {role.name}
              </Tag>
            ))}
          </span>
        )}
      </td>
      <td className={classes.end}>
        <Button size="xs" onClick={onRoles}>
          {t.selectRoles}
        </Button>
      </td>
    </tr>
  );
}
