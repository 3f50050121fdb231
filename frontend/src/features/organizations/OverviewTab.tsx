import { Anchor, Button } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import { api } from '@/api';
import type { OrganizationDetail } from '@/api/types';
import { number } from '@/app/format';
import { texts } from '@/app/texts';
import { ErrorNotice } from '@/components/ErrorNotice';
import { Waiting } from '@/components/Loaded';
import { Moment } from '@/components/Moment';
import { Facts } from '@/components/SidePanel';
import { useList } from '@/components/useList';
import { KeyFields } from './KeyFields';
import { useShownOrganization } from './OrganizationScreen';
import classes from './OverviewTab.module.css';

const t = texts.organizations;

/** What an organization is at a glance: figures, its branch, its people, and the way for partners to come under it. */
export function OverviewTab() {
  const detail = useShownOrganization();
  const figures: [string, string, string][] = [
    [number(detail.children), t.overview.below, ''],
    [detail.below > 10_000 ? texts.app.tooMany : number(detail.below), t.overview.inBranch, ''],
    [`${number(detail.managers.length)}${detail.managers.length === 20 ? '+' : ''}`, t.overview.managers, 'people'],
    [number(detail.responses), t.overview.responses, 'responses'],
  ];
  return (
    <div className={classes.overview}>
      <ul className={classes.figures}>
        {figures.map(([value, label, tab]) => (
          <li key={label} className={classes.figure}>
            <span className={`${classes.value} number`}>{value}</span>
            {tab ? (
              <Anchor component={Link} to={`/organizations/${detail.id}/${tab}`} inherit>
                {label}
              </Anchor>
            ) : (
              <span className={classes.label}>{label}</span>
            )}
          </li>
        ))}
      </ul>
      <div className={classes.columns}>
        <section className={classes.card} aria-labelledby="branch-title">
          <h2 className={classes.title} id="branch-title">
            {t.overview.branch}
          </h2>
          <Branch detail={detail} />
        </section>
        <section className={classes.card} aria-labelledby="about-title">
          <h2 className={classes.title} id="about-title">
            {t.overview.about}
          </h2>
          <Facts rows={factsOf(detail)} />
        </section>
        <section className={classes.card} aria-labelledby="managers-title">
          <h2 className={classes.title} id="managers-title">
            {t.overview.managersTitle}
          </h2>
          <Managers detail={detail} />
        </section>
        <section className={classes.card} aria-labelledby="key-title">
          <h2 className={classes.title} id="key-title">
            {t.sections.registration}
          </h2>
          <KeyFields organization={detail} />
        </section>
      </div>
    </div>
  );
}

function Branch({ detail }: { detail: OrganizationDetail }) {
  const branch = useList(['organizations', 'children', detail.id, ''], (after) =>
    api.organizations.Children(detail.id, '', after),
  );
  if (branch.error) return <ErrorNotice error={branch.error} onRetry={branch.retry} />;
  if (branch.waiting) return <Waiting lines={3} />;
  if (branch.rows.length === 0) return <p className={classes.none}>{t.overview.noBranch}</p>;
  return (
    <>
      <ul className={classes.list}>
        {branch.rows.map((row) => (
          <li key={row.id}>
            <Link className={classes.row} to={`/organizations/${row.id}`}>
              <span dir="auto">{row.name}</span>
              {row.children > 0 ? <span className={classes.quiet}>{t.belowCount(row.children)}</span> : null}
              <IconChevronRight size={14} stroke={1.5} aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ul>
      {branch.more ? (
        <Button size="xs" onClick={branch.loadMore} loading={branch.loadingMore}>
          {texts.app.loadMore}
        </Button>
      ) : null}
    </>
  );
}

function Managers({ detail }: { detail: OrganizationDetail }) {
  if (detail.managers.length === 0) {
    return (
      <>
        <p className={classes.none}>{t.noManagers}</p>
        <div>
          <Button size="xs" component={Link} to={`/users/new?organization=${detail.id}`}>
            {texts.users.add}
          </Button>
        </div>
      </>
    );
  }
  return (
    <ul className={classes.list}>
      {detail.managers.map((person) => (
        <li key={person.id}>
          <Link className={classes.row} to={`/users/${person.id}`}>
            <span dir="auto">{person.name || person.email}</span>
            <span className={classes.quiet}>{person.name ? person.email : ''}</span>
            <IconChevronRight size={14} stroke={1.5} aria-hidden="true" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function factsOf(detail: OrganizationDetail): [string, React.ReactNode][] {
  const rows: [string, React.ReactNode][] = [
    [t.facts.allotment, t.allotment[detail.responseAllotment] ?? detail.responseAllotment],
    [t.facts.registered, <Moment key="registered" at={detail.registeredAt} otherwise={t.facts.byAdministrator} />],
    [t.columns.created, <Moment key="created" at={detail.createdAt} />],
  ];
  const words: [string, string][] = [
    [t.fields.website, detail.website],
    [t.fields.city, detail.city],
    [t.fields.bcc, detail.bccEmail],
    [t.overview.assessor, [detail.assessorName, detail.assessorEmail].filter(Boolean).join(', ')],
    [t.fields.domains, detail.emailDomains.join(', ')],
    [t.fields.notes, detail.notes],
  ];
  for (const [name, value] of words) {
    if (value) {
      rows.push([
        name,
        <span key={name} dir="auto" className={classes.words}>
          {value}
        </span>,
      ]);
    }
  }
  return rows;
}
