import { texts } from '@/app/texts';
import { OrganizationsBrowser } from '@/features/organizations/OrganizationsBrowser';
import { NewOrganizationButton } from '@/features/organizations/OrganizationsScreen';
import { FeaturesPage } from './FeaturesPage';

/** The same screen as Partners › Organizations, among the features. */
export function OrganizationsTab() {
  return (
    <FeaturesPage
      title={texts.organizations.title}
      sentence={texts.organizations.sentence}
      action={<NewOrganizationButton />}
    >
      <OrganizationsBrowser />
    </FeaturesPage>
  );
}
