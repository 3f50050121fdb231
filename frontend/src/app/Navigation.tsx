import {
  IconAddressBook,
  IconBuilding,
  IconClipboardText,
  IconHistory,
  IconHome,
  IconLink,
  IconListCheck,
  IconMail,
  IconPlugConnected,
  IconProgressCheck,
  IconSettings,
  IconShieldLock,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import classes from './Navigation.module.css';
import { texts } from './texts';
import { useSite } from './useSite';

interface Entry {
  to: string;
  label: string;
  Icon: typeof IconHome;
  /** Shown while this holds; always when missing. */
  shown?: boolean;
}

/** The way to every screen, in groups. What a feature that is off would show is not there. */
export function Navigation({ top }: { top: ReactNode }) {
  const site = useSite().data;
  const t = texts.navigation;
  const groups: { title?: string; entries: Entry[] }[] = [
    { entries: [{ to: '/', label: t.home, Icon: IconHome }] },
    {
      title: t.partners,
      entries: [
        { to: '/organizations', label: t.organizations, Icon: IconBuilding, shown: site?.useOrganization ?? false },
        { to: '/users', label: t.users, Icon: IconUsers },
        {
          to: '/registrations',
          label: t.registrations,
          Icon: IconAddressBook,
          shown: site?.usePartnerPortal ?? false,
        },
        { to: '/links', label: t.links, Icon: IconLink, shown: site?.usePartnerPortal ?? false },
      ],
    },
    {
      title: t.work,
      entries: [
        { to: '/assessments', label: t.assessments, Icon: IconClipboardText },
        { to: '/responses', label: t.responses, Icon: IconListCheck },
      ],
    },
    {
      title: t.siteSettings,
      entries: [
        { to: '/settings/features', label: t.features, Icon: IconSettings },
        { to: '/settings/users', label: t.usersAndSecurity, Icon: IconShieldLock },
        { to: '/settings/listener', label: t.listener, Icon: IconPlugConnected },
      ],
    },
    {
      title: t.system,
      entries: [
        { to: '/outbox', label: t.outbox, Icon: IconMail },
        { to: '/audit', label: t.audit, Icon: IconHistory },
        { to: '/rehearsal', label: t.rehearsal, Icon: IconProgressCheck },
      ],
    },
  ];
  return (
    <nav className={classes.nav} aria-label={t.label}>
      {top}
      <div className={classes.groups}>
        {groups.map(({ title, entries }) => (
          <div key={title ?? 'home'}>
            {title ? <p className={classes.group}>{title}</p> : null}
            <ul className={classes.items} aria-label={title}>
              {entries
                .filter(({ shown = true }) => shown)
                .map(({ to, label, Icon }) => (
                  <li key={to}>
                    <NavLink to={to} end={to === '/'} className={classes.item}>
                      <Icon size={16} stroke={1.5} aria-hidden="true" />
                      <span className={classes.label}>{label}</span>
                    </NavLink>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </nav>
  );
}
