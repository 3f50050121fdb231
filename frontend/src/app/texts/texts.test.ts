import { describe, expect, it } from 'vitest';
import { texts } from './index';

/** Every sentence of the catalogue with its place; functions are called with plausible arguments. */
function* sentences(tree: unknown, place: string): Generator<[string, string]> {
  if (typeof tree === 'string') yield [place, tree];
  else if (typeof tree === 'function') {
    yield [`${place}(1)`, String(tree(1, 1, 1))];
    yield [`${place}(2)`, String(tree(2, 2, 2))];
  } else for (const [name, branch] of Object.entries(tree as object)) yield* sentences(branch, `${place}.${name}`);
}

const all = [...sentences(texts, 'texts')];

describe('the catalogue', () => {
  it('has a sentence at every place', () => {
    expect(all.length).toBeGreaterThan(300);
    expect(all.filter(([, words]) => words.trim() === '')).toEqual([]);
  });

  it('shouts nowhere and lets no placeholder through', () => {
    expect(all.filter(([, words]) => /!|undefined|NaN|\[object/.test(words))).toEqual([]);
  });

  it.each([
    ['Site Settings', texts.navigation.siteSettings],
    ['Features', texts.navigation.features],
    ['Use Organization', texts.settings.general.useOrganization],
    ['Use Partner Portal', texts.settings.general.usePartnerPortal],
    ['Organizations', texts.settings.tabs.organizations],
    ['Partner Portal', texts.settings.tabs.partnerPortal],
    ['Site Text', texts.settings.tabs.siteText],
    ['User Management', texts.users.title],
    ['Assessment Manager', texts.users.type.manager],
    ['Allow External Organization Creation', texts.settings.portal.allow],
    ['Copy URL', texts.settings.portal.copyUrl],
    ['Model User', texts.settings.portal.modelUser],
    ['Default Resource Allocation', texts.settings.portal.allocation],
    ['Allow Organization Self-Management', texts.settings.portal.self],
    ['Allow Organization User-Management', texts.settings.portal.users],
    ['Allow Organization Drivers', texts.settings.portal.drivers],
    ['Allow Organization Classifiers', texts.settings.portal.classifiers],
    ['Allow Organization Roles', texts.settings.portal.roles],
    ['Unlimited', texts.organizations.allotment.unlimited],
    ['Allocated', texts.organizations.allotment.allocated],
    ['Can Be Purchased', texts.organizations.allotment.purchased],
    ['Affiliations', texts.users.tabs.affiliations],
    ['Select roles', texts.users.affiliations.selectRoles],
    ['Update Organizational Role(s)', texts.users.affiliations.updateRoles],
    ['Apply', texts.app.apply],
    ['Edit', texts.app.edit],
    ['System', texts.navigation.system],
    ['Settings & Security', texts.navigation.settingsAndSecurity],
    ['Account Roles', texts.navigation.accountRoles],
    ['Add New', texts.roles.account.add],
    ['Description Name', texts.roles.account.name],
    ['Portal Rights', texts.roles.account.rights],
    ['Portal – Partner', texts.roles.account.partnerPortal],
    ['Members', texts.roles.account.members],
  ])('says “%s” as the guide does', (name, said) => {
    expect(said).toBe(name);
  });
});
