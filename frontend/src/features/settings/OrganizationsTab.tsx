import { texts } from '@/app/texts';
import { OrganizationsBrowser } from '@/features/organizations/OrganizationsBrowser';
import { OrganizationActions } from '@/features/organizations/OrganizationsScreen';
import { FeaturesPage } from './FeaturesPage';

/** The same screen as Partners › Organizations, among the features. */
export function OrganizationsTab() {
  return (
    <FeaturesPage
      title={texts.organizations.title}
      sentence={texts.organizations.sentence}
      action={<OrganizationActions />}
    >
      <OrganizationsBrowser />
    </FeaturesPage>
  );
}
