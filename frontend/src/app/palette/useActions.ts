import { useMantineColorScheme } from '@mantine/core';
import { useNavigate } from 'react-router';
import { api } from '@/api';
import { keepCopied, openAddress } from '@/api/system';
import { sayDone, sayFault, useLastChange } from '@/components/notices';
import { texts } from '../texts';
import { useChange } from '../useChange';
import { useListener } from '../useListener';
import { useSite } from '../useSite';

export interface Action {
  id: string;
  label: string;
  /** Other words by which it is found. */
  words: string;
  run: () => void;
}

/** What can be done from anywhere. What could not be done now is not there. */
export function useActions(): Action[] {
  const t = texts.palette.actions;
  const navigate = useNavigate();
  const site = useSite().data;
  const listener = useListener().data;
  const { setColorScheme } = useMantineColorScheme();
  const lastChange = useLastChange();
  const start = useChange(() => api.listener.Start(), {
    onDone: (now) => now.running && sayDone(texts.listenerCard.startedSaid),
  });
  const stop = useChange(() => api.listener.Stop(), { onDone: () => sayDone(texts.listenerCard.stoppedSaid) });
  const copy = async () => {
    await keepCopied(await api.portalSettings.CopyLink());
    sayDone(t.copied);
  };
  const go = (to: string) => () => navigate(to);
  const organizations = site?.useOrganization ?? false;
  const portal = site?.usePartnerPortal ?? false;
  const contracts = site?.useContracts ?? false;
  const all: [shown: boolean, id: string, label: string, run: () => void][] = [
    [lastChange !== undefined, 'undo', t.undo(lastChange?.words ?? ''), () => lastChange?.undo()],
    [organizations, 'new-organization', t.newOrganization, go('/organizations/new')],
    [true, 'new-user', t.newUser, go('/users/new')],
    [true, 'new-individual', t.newIndividual, go('/users/new?type=individual')],
    [true, 'new-account-role', t.newAccountRole, go('/system/account-roles/new')],
    [portal, 'new-link', t.newLink, go('/links/new')],
    [contracts, 'new-contract', t.newContract, go('/contracts/new')],
    [contracts, 'new-contracts', t.newContracts, go('/contracts/many')],
    [portal, 'copy-url', t.copyUrl, () => copy().catch(sayFault)],
    [portal, 'kit', t.kit, go('/links/kit')],
    [portal, 'pending', t.pending, go('/registrations?state=pending')],
    [!listener?.running, 'start', t.start, () => start.mutate(undefined)],
    [
      listener?.running ?? false,
      'open',
      t.openPortal,
      () => openAddress(listener?.publicAddress ?? '').catch(sayFault),
    ],
    [listener?.running ?? false, 'stop', t.stop, () => stop.mutate(undefined)],
    [true, 'rehearse', t.rehearse, go('/rehearsal')],
    [true, 'verify', t.verify, go('/audit')],
    [organizations, 'export-organizations', t.exportOrganizations, go('/organizations')],
    [true, 'export-users', t.exportUsers, go('/users')],
    [organizations, 'archived', t.archived, go('/organizations?view=list&status=archived')],
    [organizations, 'import-organizations', t.importOrganizations, go('/organizations/import')],
    [true, 'import-users', t.importUsers, go('/users/import')],
    [true, 'import-assessment', t.importAssessment, go('/assessments')],
    [true, 'general', t.general, go('/settings/features/general')],
    [organizations, 'organizations-tab', t.organizationsTab, go('/settings/features/organizations')],
    [portal, 'partner-portal', t.partnerPortal, go('/settings/features/partner-portal')],
    [true, 'site-text', t.siteText, go('/settings/features/site-text')],
    [true, 'user-settings', t.users, go('/settings/users')],
    [true, 'light', t.light, () => setColorScheme('light')],
    [true, 'dark', t.dark, () => setColorScheme('dark')],
    [true, 'system', t.system, () => setColorScheme('auto')],
  ];
  return all
    .filter(([shown]) => shown)
    .map(([, id, label, run]) => ({ id, label, words: texts.palette.words[id] ?? '', run }));
}
