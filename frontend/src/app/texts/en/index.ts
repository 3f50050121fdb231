import { allotments } from './allotments';
import { app, listenerCard, navigation } from './app';
import { assessments } from './assessments';
import { audit } from './audit';
import { cohorts } from './cohorts';
import { contracts } from './contracts';
import { editor } from './editor';
import { home } from './home';
import { links } from './links';
import { mail } from './mail';
import { organizations } from './organizations';
import { outbox } from './outbox';
import { palette } from './palette';
import { purchases } from './purchases';
import { registrations } from './registrations';
import { rehearsal } from './rehearsal';
import { responses } from './responses';
import { roles } from './roles';
import { seals } from './seals';
import { listener, settings, siteText } from './settings';
import { signers } from './signers';
import { transfer } from './transfer';
import { users } from './users';
import { sample, welcome } from './welcome';

/** English. */
export const en = {
  app,
  navigation,
  listenerCard,
  home,
  welcome,
  sample,
  audit,
  organizations,
  users,
  allotments,
  purchases,
  assessments,
  editor,
  responses,
  cohorts,
  contracts,
  palette,
  registrations,
  links,
  settings,
  seals,
  siteText,
  listener,
  mail,
  outbox,
  transfer,
  rehearsal,
  roles,
  signers,
};
