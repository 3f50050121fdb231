import type { ReactNode } from 'react';
import { texts } from '@/app/texts';
import { Page } from '@/components/Page';
import { TabLinks } from '@/components/TabLinks';

const t = texts.contracts;

/** What all sides of Contracts share: the title and the tabs. */
export function ContractsPage({
  sentence,
  action,
  children,
}: {
  sentence: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Page
      title={t.title}
      sentence={sentence}
      action={action}
      tabs={
        <TabLinks
          label={t.tabs.label}
          tabs={[
            { to: '/contracts', label: t.tabs.contracts, exact: true },
            { to: '/contracts/templates', label: t.tabs.templates },
            { to: '/contracts/people', label: t.tabs.people },
            { to: '/contracts/withdrawing', label: t.tabs.rules },
          ]}
        />
      }
    >
      {children}
    </Page>
  );
}
