import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { texts } from '@/app/texts';
import { useSite } from '@/app/useSite';
import { Loaded } from '@/components/Loaded';
import { Page } from '@/components/Page';
import page from '@/components/Page.module.css';

const t = texts.settings.off;

interface WhileOnProps {
  feature: 'useOrganization' | 'usePartnerPortal' | 'useCohorts' | 'useAllotments' | 'useContracts';
  children: ReactNode;
}

/** A screen of a feature; while that is off, a plain "not available" with the way to switch it on. */
export function WhileOn({ feature, children }: WhileOnProps) {
  const site = useSite();
  if (!site.data) {
    return (
      <div className={page.page}>
        <Loaded query={site}>{() => null}</Loaded>
      </div>
    );
  }
  return (
    <Loaded query={site}>
      {(info) =>
        info[feature] ? (
          children
        ) : (
          <Page title={t.title} sentence={t.sentence(texts.settings.general[feature])}>
            <div>
              <Button component={Link} to="/settings/features/general">
                {t.button}
              </Button>
            </div>
          </Page>
        )
      }
    </Loaded>
  );
}
