import {
  IconAddressBook,
  IconBuilding,
  IconCertificate,
  IconChartPie,
  IconClipboardText,
  IconCreditCard,
  IconFileCheck,
  IconFileText,
  IconHistory,
  IconHome,
  IconId,
  IconKey,
  IconLink,
  IconListCheck,
  IconMail,
  IconPlugConnected,
  IconProgressCheck,
  IconReceipt,
  IconSend,
  IconSettings,
  IconShieldLock,
  IconSignature,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { texts } from './texts';
import { useSite } from './useSite';

export interface Screen {
  to: string;
  label: string;
  Icon: typeof IconHome;
  /** The section of its group; the group's own entries have none. */
  section?: string;
  /** Shown while this holds; always when missing. */
  shown?: boolean;
}

export interface ScreenGroup {
  title?: string;
  screens: Screen[];
}

/** Every screen that can be gone to, in the groups of the navigation. What a feature that is off would show is not there. */
export function useScreens(): ScreenGroup[] {
  const site = useSite().data;
  const t = texts.navigation;
  const groups: ScreenGroup[] = [
    { screens: [{ to: '/', label: t.home, Icon: IconHome }] },
    {
      title: t.partners,
      screens: [
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
      screens: [
        { to: '/assessments', label: t.assessments, Icon: IconClipboardText },
        { to: '/responses', label: t.responses, Icon: IconListCheck },
        { to: '/cohorts', label: t.cohorts, Icon: IconUsersGroup, shown: site?.useCohorts ?? false },
        { to: '/allotments', label: t.allotments, Icon: IconChartPie, shown: site?.useAllotments ?? false },
        { to: '/purchases', label: t.purchases, Icon: IconReceipt, shown: site?.useAllotments ?? false },
      ],
    },
    {
      title: t.contracts,
      screens: [
        { to: '/contracts', label: t.contracts, Icon: IconFileText, shown: site?.useContracts ?? false },
        { to: '/documents', label: t.documents, Icon: IconFileCheck, shown: site?.useContracts ?? false },
        { to: '/signers', label: t.signers, Icon: IconSignature, shown: site?.useContracts ?? false },
      ],
    },
    {
      title: t.siteSettings,
      screens: [
        { to: '/settings/features', label: t.features, Icon: IconSettings },
        { to: '/settings/users', label: t.usersAndSecurity, Icon: IconShieldLock },
        { to: '/settings/payments', label: t.payments, Icon: IconCreditCard, shown: site?.useAllotments ?? false },
        {
          to: '/settings/signing-certificate',
          label: t.signingCertificate,
          Icon: IconCertificate,
          shown: site?.useContracts ?? false,
        },
        { to: '/settings/listener', label: t.listener, Icon: IconPlugConnected },
        { to: '/settings/mail', label: t.mail, Icon: IconSend },
      ],
    },
    {
      title: t.system,
      screens: [
        { to: '/system/account-roles', label: t.accountRoles, Icon: IconKey, section: t.settingsAndSecurity },
        {
          to: '/system/organizational-roles',
          label: t.organizationalRoles,
          Icon: IconId,
          section: t.settingsAndSecurity,
        },
        { to: '/outbox', label: t.outbox, Icon: IconMail },
        { to: '/audit', label: t.audit, Icon: IconHistory },
        { to: '/rehearsal', label: t.rehearsal, Icon: IconProgressCheck },
      ],
    },
  ];
  return groups
    .map(({ title, screens }) => ({ title, screens: screens.filter(({ shown = true }) => shown) }))
    .filter(({ screens }) => screens.length > 0);
}
