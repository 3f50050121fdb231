import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { texts } from '@/app/texts';
import { Page } from '@/components/Page';
import { OrganizationsBrowser } from './OrganizationsBrowser';

export function OrganizationsScreen() {
  return (
    <Page title={texts.organizations.title} sentence={texts.organizations.sentence} action={<NewOrganizationButton />}>
      <OrganizationsBrowser />
    </Page>
  );
}

export function NewOrganizationButton() {
  return (
    <Button variant="filled" component={Link} to="/organizations/new">
      {texts.organizations.add}
    </Button>
  );
}
