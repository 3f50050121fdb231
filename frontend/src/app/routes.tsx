import { createHashRouter, Navigate } from 'react-router';
import { AllotmentsScreen } from '@/features/allotments/AllotmentsScreen';
import { NewAllotmentScreen } from '@/features/allotments/NewAllotmentScreen';
import { AssessmentScreen } from '@/features/assessments/AssessmentScreen';
import { AssessmentsScreen } from '@/features/assessments/AssessmentsScreen';
import { EditorScreen } from '@/features/assessments/editor/EditorScreen';
import { AuditScreen } from '@/features/audit/AuditScreen';
import { CohortScreen } from '@/features/cohorts/CohortScreen';
import { CohortsScreen } from '@/features/cohorts/CohortsScreen';
import { NewCohortScreen } from '@/features/cohorts/NewCohortScreen';
import { PeopleTab as CohortPeopleTab } from '@/features/cohorts/PeopleTab';
import { ReportTab } from '@/features/cohorts/ReportTab';
import { SettingsTab as CohortSettingsTab } from '@/features/cohorts/SettingsTab';
import { ContractScreen } from '@/features/contracts/ContractScreen';
import { ContractsScreen } from '@/features/contracts/ContractsScreen';
import { DocumentScreen } from '@/features/contracts/DocumentScreen';
import { DocumentsScreen } from '@/features/contracts/DocumentsScreen';
import { ManyContractsScreen } from '@/features/contracts/ManyContractsScreen';
import { NewContractScreen } from '@/features/contracts/NewContractScreen';
import { PeopleScreen } from '@/features/contracts/PeopleScreen';
import { RulesScreen } from '@/features/contracts/RulesScreen';
import { TemplateScreen } from '@/features/contracts/TemplateScreen';
import { TemplatesScreen } from '@/features/contracts/TemplatesScreen';
import { HomeScreen } from '@/features/home/HomeScreen';
import { KitScreen } from '@/features/links/KitScreen';
import { LinkScreen } from '@/features/links/LinkScreen';
import { LinksScreen } from '@/features/links/LinksScreen';
import { NewLinkScreen } from '@/features/links/NewLinkScreen';
import { ListenerScreen } from '@/features/listener/ListenerScreen';
import { MailScreen } from '@/features/mail/MailScreen';
import { AllotmentsTab } from '@/features/organizations/AllotmentsTab';
import { BrandingTab } from '@/features/organizations/BrandingTab';
import { MadeTab } from '@/features/organizations/MadeTab';
import { NewOrganizationScreen } from '@/features/organizations/NewOrganizationScreen';
import { OrganizationScreen } from '@/features/organizations/OrganizationScreen';
import { OrganizationsScreen } from '@/features/organizations/OrganizationsScreen';
import { OverviewTab } from '@/features/organizations/OverviewTab';
import { SettingsTab } from '@/features/organizations/SettingsTab';
import { TextsTab } from '@/features/organizations/TextsTab';
import { HistoryTab, LinksTab, PeopleTab, ResponsesTab } from '@/features/organizations/tabs';
import { OutboxScreen } from '@/features/outbox/OutboxScreen';
import { GrantScreen } from '@/features/purchases/GrantScreen';
import { OrdersScreen } from '@/features/purchases/OrdersScreen';
import { PriceListScreen } from '@/features/purchases/PriceListScreen';
import { PriceListsScreen } from '@/features/purchases/PriceListsScreen';
import { RegistrationsScreen } from '@/features/registrations/RegistrationsScreen';
import { RehearsalScreen } from '@/features/rehearsal/RehearsalScreen';
import { InvitationListScreen } from '@/features/responses/InvitationListScreen';
import { InviteManyScreen } from '@/features/responses/InviteManyScreen';
import { NewResponseScreen } from '@/features/responses/NewResponseScreen';
import { ResponsesScreen } from '@/features/responses/ResponsesScreen';
import { AccountRoleScreen, NewAccountRoleScreen } from '@/features/roles/AccountRoleScreen';
import { AccountRolesScreen } from '@/features/roles/AccountRolesScreen';
import { OrganizationalRolesScreen } from '@/features/roles/OrganizationalRolesScreen';
import { SigningCertificateScreen } from '@/features/seals/SigningCertificateScreen';
import { GeneralScreen } from '@/features/settings/GeneralScreen';
import { OrganizationsTab } from '@/features/settings/OrganizationsTab';
import { PartnerPortalScreen } from '@/features/settings/PartnerPortalScreen';
import { PaymentsScreen } from '@/features/settings/PaymentsScreen';
import { UserSettingsScreen } from '@/features/settings/UserSettingsScreen';
import { WhileOn } from '@/features/settings/WhileOn';
import { SignersScreen } from '@/features/signers/SignersScreen';
import { EditTextScreen } from '@/features/sitetext/EditTextScreen';
import { SiteTextScreen } from '@/features/sitetext/SiteTextScreen';
import { ImportScreen } from '@/features/transfer/ImportScreen';
import { NewUserScreen } from '@/features/users/NewUserScreen';
import { UserScreen } from '@/features/users/UserScreen';
import { UsersScreen } from '@/features/users/UsersScreen';
import { WelcomeScreen } from '@/features/welcome/WelcomeScreen';
import { Broken, NotHere } from './Broken';
import { Shell } from './Shell';

const organizations = (screen: React.ReactNode) => <WhileOn feature="useOrganization">{screen}</WhileOn>;
const cohorts = (screen: React.ReactNode) => <WhileOn feature="useCohorts">{screen}</WhileOn>;
const portal = (screen: React.ReactNode) => <WhileOn feature="usePartnerPortal">{screen}</WhileOn>;

const allotments = (screen: React.ReactNode) => <WhileOn feature="useAllotments">{screen}</WhileOn>;

const contracts = (screen: React.ReactNode) => <WhileOn feature="useContracts">{screen}</WhileOn>;

/** Every screen and its address. */
export const newRouter = () =>
  createHashRouter([
    { path: 'welcome', element: <WelcomeScreen />, errorElement: <Broken /> },
    {
      element: <Shell />,
      errorElement: <Broken />,
      children: [
        {
          errorElement: <Broken />,
          children: [
            { index: true, element: <HomeScreen /> },
            { path: 'organizations', element: organizations(<OrganizationsScreen />) },
            { path: 'organizations/new', element: organizations(<NewOrganizationScreen />) },
            { path: 'organizations/import', element: organizations(<ImportScreen kind="organizations" />) },
            {
              path: 'organizations/:id',
              element: organizations(<OrganizationScreen />),
              children: [
                { index: true, element: <OverviewTab /> },
                { path: 'settings', element: <SettingsTab /> },
                { path: 'branding', element: <BrandingTab /> },
                { path: 'texts', element: <TextsTab /> },
                { path: 'people', element: <PeopleTab /> },
                { path: 'responses', element: <ResponsesTab /> },
                { path: 'allotments', element: allotments(<AllotmentsTab />) },
                { path: 'made', element: portal(<MadeTab />) },
                { path: 'links', element: <LinksTab /> },
                { path: 'history', element: <HistoryTab /> },
              ],
            },
            { path: 'users', element: <UsersScreen /> },
            { path: 'users/new', element: <NewUserScreen /> },
            { path: 'users/import', element: <ImportScreen kind="users" /> },
            { path: 'users/:id', element: <UserScreen /> },
            { path: 'registrations', element: portal(<RegistrationsScreen />) },
            { path: 'links', element: portal(<LinksScreen />) },
            { path: 'links/new', element: portal(<NewLinkScreen />) },
            { path: 'links/kit', element: portal(<KitScreen />) },
            { path: 'links/:id', element: portal(<LinkScreen />) },
            { path: 'assessments', element: <AssessmentsScreen /> },
            { path: 'assessments/:id', element: <AssessmentScreen /> },
            { path: 'assessments/:id/edit', element: <EditorScreen /> },
            { path: 'responses', element: <ResponsesScreen /> },
            { path: 'responses/new', element: <NewResponseScreen /> },
            { path: 'responses/invite', element: <InviteManyScreen /> },
            { path: 'responses/invite/:id', element: <InvitationListScreen /> },
            { path: 'cohorts', element: cohorts(<CohortsScreen />) },
            { path: 'cohorts/new', element: cohorts(<NewCohortScreen />) },
            {
              path: 'cohorts/:id',
              element: cohorts(<CohortScreen />),
              children: [
                { index: true, element: <CohortPeopleTab /> },
                { path: 'report', element: <ReportTab /> },
                { path: 'settings', element: <CohortSettingsTab /> },
              ],
            },
            { path: 'allotments', element: allotments(<AllotmentsScreen />) },
            { path: 'allotments/new', element: allotments(<NewAllotmentScreen />) },
            { path: 'allotments/import', element: allotments(<ImportScreen kind="allotments" />) },
            { path: 'purchases', element: allotments(<OrdersScreen />) },
            { path: 'purchases/new', element: allotments(<GrantScreen />) },
            { path: 'purchases/price-lists', element: allotments(<PriceListsScreen />) },
            { path: 'purchases/price-lists/:id', element: allotments(<PriceListScreen />) },
            { path: 'contracts', element: contracts(<ContractsScreen />) },
            { path: 'contracts/new', element: contracts(<NewContractScreen />) },
            { path: 'contracts/many', element: contracts(<ManyContractsScreen />) },
            { path: 'contracts/people', element: contracts(<PeopleScreen />) },
            { path: 'contracts/templates', element: contracts(<TemplatesScreen />) },
            { path: 'contracts/templates/:id', element: contracts(<TemplateScreen />) },
            { path: 'contracts/withdrawing', element: contracts(<RulesScreen />) },
            { path: 'contracts/:id', element: contracts(<ContractScreen />) },
            { path: 'documents', element: contracts(<DocumentsScreen />) },
            { path: 'documents/:id', element: contracts(<DocumentScreen />) },
            { path: 'settings', element: <Navigate to="/settings/features/general" replace /> },
            { path: 'settings/features', element: <Navigate to="/settings/features/general" replace /> },
            { path: 'settings/features/general', element: <GeneralScreen /> },
            { path: 'settings/features/organizations', element: organizations(<OrganizationsTab />) },
            { path: 'settings/features/partner-portal', element: portal(<PartnerPortalScreen />) },
            { path: 'settings/features/site-text', element: <SiteTextScreen /> },
            { path: 'settings/features/site-text/:kind', element: <EditTextScreen /> },
            { path: 'settings/users', element: <UserSettingsScreen /> },
            { path: 'settings/mail', element: <MailScreen /> },
            { path: 'settings/payments', element: allotments(<PaymentsScreen />) },
            { path: 'settings/signing-certificate', element: contracts(<SigningCertificateScreen />) },
            { path: 'settings/listener', element: <ListenerScreen /> },
            { path: 'signers', element: contracts(<SignersScreen />) },
            { path: 'system/account-roles', element: <AccountRolesScreen /> },
            { path: 'system/account-roles/new', element: <NewAccountRoleScreen /> },
            { path: 'system/account-roles/:id', element: <AccountRoleScreen /> },
            { path: 'system/organizational-roles', element: <OrganizationalRolesScreen /> },
            { path: 'outbox', element: <OutboxScreen /> },
            { path: 'audit', element: <AuditScreen /> },
            { path: 'rehearsal', element: <RehearsalScreen /> },
            { path: '*', element: <NotHere /> },
          ],
        },
      ],
    },
  ]);
