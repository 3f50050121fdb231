import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { texts } from '@/app/texts';
import { useSite } from '@/app/useSite';
import { EmptyState } from '@/components/EmptyState';
import { Loaded } from '@/components/Loaded';

interface WhileOnProps {
  feature: 'useOrganization' | 'usePartnerPortal';
  children: ReactNode;
}

/** A screen of a feature; while that is off, a plain "not available" with the way to switch it on. */
export function WhileOn({ feature, children }: WhileOnProps) {
  const site = useSite();
  return (
    <Loaded query={site}>
      {(info) =>
        info[feature] ? (
          children
        ) : (
          <EmptyState
            title={texts.settings.off.title}
            sentence={texts.settings.off.sentence(texts.settings.general[feature])}
            action={
              <Button component={Link} to="/settings/features/general">
                {texts.settings.off.button}
              </Button>
            }
          />
        )
      }
    </Loaded>
  );
}
