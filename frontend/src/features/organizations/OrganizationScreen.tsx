import { Outlet, useOutletContext, useParams } from 'react-router';
import type { OrganizationDetail } from '@/api/types';
import { texts } from '@/app/texts';
import { useSite } from '@/app/useSite';
import { Loaded } from '@/components/Loaded';
import { Page } from '@/components/Page';
import { TabLinks } from '@/components/TabLinks';
import { OrganizationStatus } from './OrganizationStatus';
import { Trail } from './Trail';
import { useOrganization } from './useOrganizations';

const t = texts.organizations;

/** One organization: its header, and a tab for each side of it (ORG-7). */
export function OrganizationScreen() {
  const id = Number(useParams().id);
  const query = useOrganization(id);
  const site = useSite().data;
  const organization = query.data;
  const at = (tab: string) => `/organizations/${id}${tab}`;
  return (
    <Page
      title={organization?.name ?? t.one}
      sentence={t.oneSentence}
      above={organization ? <Trail trail={organization.trail} level={organization.level} /> : null}
      action={organization ? <OrganizationStatus status={organization.status} /> : null}
      tabs={
        <TabLinks
          label={t.tabs.label}
          tabs={[
            { to: at(''), label: t.tabs.overview, exact: true },
            { to: at('/settings'), label: t.tabs.settings },
            { to: at('/branding'), label: t.tabs.branding },
            { to: at('/texts'), label: t.tabs.texts },
            { to: at('/people'), label: t.tabs.people },
            { to: at('/responses'), label: t.tabs.responses },
            ...(site?.useAllotments ? [{ to: at('/allotments'), label: texts.allotments.title }] : []),
            ...(site?.usePartnerPortal
              ? [
                  { to: at('/made'), label: t.tabs.made },
                  { to: at('/links'), label: t.tabs.links },
                ]
              : []),
            { to: at('/history'), label: t.tabs.history },
          ]}
        />
      }
    >
      <Loaded query={query}>{(detail) => <Outlet key={detail.id} context={detail} />}</Loaded>
    </Page>
  );
}

/** The organization that a tab is about. */
export const useShownOrganization = () => useOutletContext<OrganizationDetail>();
