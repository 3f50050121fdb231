import * as AccountRoles from '../../wailsjs/go/bindings/AccountRoles';
import * as Allotments from '../../wailsjs/go/bindings/Allotments';
import * as Application from '../../wailsjs/go/bindings/Application';
import * as Assessments from '../../wailsjs/go/bindings/Assessments';
import * as AuditLog from '../../wailsjs/go/bindings/AuditLog';
import * as Cohorts from '../../wailsjs/go/bindings/Cohorts';
import * as Contracts from '../../wailsjs/go/bindings/Contracts';
import * as FirstStart from '../../wailsjs/go/bindings/FirstStart';
import * as Home from '../../wailsjs/go/bindings/Home';
import * as Invitations from '../../wailsjs/go/bindings/Invitations';
import * as Links from '../../wailsjs/go/bindings/Links';
import * as Listener from '../../wailsjs/go/bindings/Listener';
import * as OrganizationalRoles from '../../wailsjs/go/bindings/OrganizationalRoles';
import * as Organizations from '../../wailsjs/go/bindings/Organizations';
import * as Outbox from '../../wailsjs/go/bindings/Outbox';
import * as Palette from '../../wailsjs/go/bindings/Palette';
import * as Payments from '../../wailsjs/go/bindings/Payments';
import * as PortalSettings from '../../wailsjs/go/bindings/PortalSettings';
import * as PriceLists from '../../wailsjs/go/bindings/PriceLists';
import * as Purchases from '../../wailsjs/go/bindings/Purchases';
import * as Registrations from '../../wailsjs/go/bindings/Registrations';
import * as Rehearsals from '../../wailsjs/go/bindings/Rehearsals';
import * as Responses from '../../wailsjs/go/bindings/Responses';
import * as Seals from '../../wailsjs/go/bindings/Seals';
import * as Signers from '../../wailsjs/go/bindings/Signers';
import * as SiteSettings from '../../wailsjs/go/bindings/SiteSettings';
import * as SiteText from '../../wailsjs/go/bindings/SiteText';
import * as Tasks from '../../wailsjs/go/bindings/Tasks';
import * as Transfer from '../../wailsjs/go/bindings/Transfer';
import * as Users from '../../wailsjs/go/bindings/Users';
import { calls } from './call';

/** Everything that the program can be asked, one entry for each bound struct. Each call rejects with a Fault. */
export const api = {
  accountRoles: calls(AccountRoles),
  allotments: calls(Allotments),
  application: calls(Application),
  assessments: calls(Assessments),
  auditLog: calls(AuditLog),
  cohorts: calls(Cohorts),
  firstStart: calls(FirstStart),
  home: calls(Home),
  invitations: calls(Invitations),
  links: calls(Links),
  listener: calls(Listener),
  organizationalRoles: calls(OrganizationalRoles),
  organizations: calls(Organizations),
  outbox: calls(Outbox),
  palette: calls(Palette),
  payments: calls(Payments),
  portalSettings: calls(PortalSettings),
  priceLists: calls(PriceLists),
  purchases: calls(Purchases),
  registrations: calls(Registrations),
  rehearsals: calls(Rehearsals),
  responses: calls(Responses),
  seals: calls(Seals),
  signers: calls(Signers),
  siteSettings: calls(SiteSettings),
  siteText: calls(SiteText),
  tasks: calls(Tasks),
  transfer: calls(Transfer),
  contracts: calls(Contracts),
  users: calls(Users),
};
