import type { ReactNode } from 'react';
import { texts } from '@/app/texts';
import { Page } from '@/components/Page';
import { TabLinks } from '@/components/TabLinks';

const t = texts.purchases;

/** What both sides of Purchases share: the title and the tabs. */
export function PurchasesPage({
  sentence,
  action,
  children,
}: {
  sentence: string;
  action: ReactNode;
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
            { to: '/purchases', label: t.tabs.orders, exact: true },
            { to: '/purchases/price-lists', label: t.tabs.prices },
          ]}
        />
      }
    >
      {children}
    </Page>
  );
}
