import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { texts } from '@/app/texts';
import { Page } from '@/components/Page';
import { TransferButtons } from '@/features/transfer/TransferButtons';
import { OrganizationsBrowser } from './OrganizationsBrowser';

export function OrganizationsScreen() {
  return (
    <Page title={texts.organizations.title} sentence={texts.organizations.sentence} action={<OrganizationActions />}>
      <OrganizationsBrowser />
    </Page>
  );
}

export function OrganizationActions() {
  return (
    <>
      <TransferButtons kind="organizations" />
      <Button variant="filled" component={Link} to="/organizations/new">
        {texts.organizations.add}
      </Button>
    </>
  );
}
