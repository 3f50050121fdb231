import type { ReactNode } from 'react';
import { texts } from '@/app/texts';
import { useSite } from '@/app/useSite';
import { Page } from '@/components/Page';
import { TabLinks } from '@/components/TabLinks';

interface FeaturesPageProps {
  title: string;
  sentence: string;
  action?: ReactNode;
  children: ReactNode;
}

/** Site Settings › Features: one of its tabs. Which ones there are follows from what is on. */
export function FeaturesPage({ title, sentence, action, children }: FeaturesPageProps) {
  const site = useSite().data;
  const t = texts.settings.tabs;
  const tabs = [
    { to: '/settings/features/general', label: t.general },
    ...(site?.useOrganization ? [{ to: '/settings/features/organizations', label: t.organizations }] : []),
    ...(site?.usePartnerPortal ? [{ to: '/settings/features/partner-portal', label: t.partnerPortal }] : []),
    { to: '/settings/features/site-text', label: t.siteText },
  ];
  return (
    <Page
      title={title}
      sentence={sentence}
      action={action}
      tabs={<TabLinks label={texts.settings.features} tabs={tabs} />}
    >
      {children}
    </Page>
  );
}
