import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { KitSelection } from '@/api/types';
import { busyWorld, emptyWorld, organization } from '@/testing/data';
import { renderApp } from '@/testing/render';

const row = (name: string) => screen.findByRole('button', { name });

describe('Organizations', () => {
  it('says what it is for and offers the first step while it is empty', async () => {
    const world = emptyWorld();
    world.site.useOrganization = true;
    renderApp('/organizations', world);
    expect(await screen.findByRole('heading', { name: 'No organizations yet' })).toBeTruthy();
    expect(screen.getAllByRole('link', { name: 'New organization' }).length).toBeGreaterThan(0);
  });

  it('ORG-4: a branch is loaded when it is opened, by key too', async () => {
    const { user } = renderApp('/organizations');
    (await row('Nordic Alliance')).focus();
    expect(screen.queryByRole('button', { name: 'Sweden' })).toBeNull();
    await user.keyboard('{ArrowRight}');
    expect(await row('Sweden')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Halden AS' })).toBeNull();
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(await row('Sweden'));
    await user.keyboard('{ArrowUp}{ArrowLeft}');
    expect(screen.queryByRole('button', { name: 'Sweden' })).toBeNull();
  });

  it('ORG-4: searching and filtering cut through the branches', async () => {
    const { user } = renderApp('/organizations');
    await user.type(await screen.findByRole('searchbox', { name: 'Search organizations' }), 'halden');
    expect(await row('Halden AS')).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Nordic Alliance' })).toBeNull());
    expect(await screen.findByText('1 shown')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Status: Archived' }));
    expect(await screen.findByRole('heading', { name: 'Nothing matches' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Clear search and filters' }));
    expect(await row('Nordic Alliance')).toBeTruthy();
  });

  it('ORG-3: the panel has the key and the whole link to copy, and replaces the key after asking', async () => {
    const { user, world } = renderApp('/organizations?open=3');
    const key = (await screen.findByRole('textbox', { name: 'Organization key' })) as HTMLInputElement;
    expect(key.value).toMatch(/^&org=/);
    const link = screen.getByRole('textbox', { name: 'Registration link under Halden AS' }) as HTMLInputElement;
    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    await waitFor(() => expect(navigator.clipboard.readText()).resolves.toBe(link.value));
    await user.click(screen.getByRole('button', { name: 'Replace key' }));
    const dialog = await screen.findByRole('dialog', { name: 'Replace the key of Halden AS?' });
    await user.click(within(dialog).getByRole('button', { name: 'Replace key' }));
    await waitFor(() => expect(world.organizations.find(({ id }) => id === 3)?.key).toBe('&org=NEWKEY'));
  });

  it('UX: the panel takes the keyboard along and gives it back to its row', async () => {
    const { user } = renderApp('/organizations');
    (await row('Model Organization')).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement?.closest('aside')).toBeTruthy());
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull());
    expect(document.activeElement).toBe(await row('Model Organization'));
  });

  it('ORG-5: archiving says how many go, and can be undone', async () => {
    const { user, world } = renderApp('/organizations?open=1');
    await user.click(await screen.findByRole('button', { name: 'Archive' }));
    const dialog = await screen.findByRole('dialog', { name: 'Archive Nordic Alliance?' });
    await waitFor(() => expect(dialog.textContent).toContain('5 organizations go to the archive'));
    await user.click(within(dialog).getByRole('button', { name: 'Archive' }));
    const alliance = () => world.organizations.find(({ id }) => id === 1)?.status;
    await waitFor(() => expect(alliance()).toBe('archived'));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(alliance()).toBe('active'));
  });
});

describe('the organization form', () => {
  it('ORG-1: a new organization has its fields, and its level follows from the parent', async () => {
    const { user, world } = renderApp('/organizations/new');
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Tromsø Partners');
    expect((screen.getByRole('textbox', { name: 'Level' }) as HTMLInputElement).value).toBe('Level 1');
    await user.click(screen.getByRole('combobox', { name: 'Parent' }));
    await user.click(await screen.findByRole('option', { name: /^Sweden/ }));
    expect((screen.getByRole('textbox', { name: 'Level' }) as HTMLInputElement).value).toBe('Level 3');
    await user.click(screen.getByRole('radio', { name: 'Can Be Purchased' }));
    await user.type(screen.getByRole('textbox', { name: 'BCC Email Address' }), 'copies@tromso.example');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(window.location.hash).toMatch(/^#\/organizations\/\d+$/));
    expect(world.organizations.at(-1)).toMatchObject({
      name: 'Tromsø Partners',
      parentId: 2,
      responseAllotment: 'purchased',
      bccEmail: 'copies@tromso.example',
    });
  });

  it('ORG-2: a taken name is said beside Name, which gets the focus', async () => {
    const { user } = renderApp('/organizations/new');
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await user.type(name, 'model organization');
    await user.click(screen.getByRole('radio', { name: 'Allocated' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/There is already an organization of this name here/)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(name));
  });

  it('asks for a name before it asks the program', async () => {
    const { user, world } = renderApp('/organizations/new');
    const before = world.organizations.length;
    await user.click(await screen.findByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Enter a name.')).toBeTruthy();
    expect(world.organizations.length).toBe(before);
  });

  const asked: KitSelection[] = [];
  const kit = {
    KitEffect: (selection: KitSelection) => {
      asked.push(selection);
      return { count: 0, leftOut: [], missing: 0, drawn: 10_000, problem: '', sample: {} };
    },
  };

  it('LNK-2: the link kit of the chosen organizations', async () => {
    const { user } = renderApp('/organizations', undefined, { Links: kit });
    await user.click(await screen.findByRole('checkbox', { name: 'Select Nordic Alliance' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Select Model Organization' }));
    const bar = await screen.findByRole('region', { name: 'Selection' });
    await user.click(within(bar).getByRole('link', { name: 'Link kit' }));
    expect(await screen.findByText('2 organizations chosen in the list')).toBeTruthy();
    expect(asked.at(-1)?.organizationIds).toHaveLength(2);
    expect(window.location.hash).toBe('#/links/kit');
    expect(await screen.findByRole('heading', { name: 'No organization to make links for' })).toBeTruthy();
  });

  it('LNK-2: the link kit of what the list shows', async () => {
    const { user } = renderApp('/organizations?view=list&q=halden', undefined, { Links: kit });
    await user.click(await screen.findByRole('button', { name: 'Export' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Link kit of these' }));
    expect(await screen.findByText('All organizations that the list shows: “halden”')).toBeTruthy();
    expect(asked.at(-1)).toMatchObject({ organizationIds: [], filter: { search: 'halden' } });
  });

  it('UX: all that match can be chosen, also what is not loaded, and the question names the number', async () => {
    const world = busyWorld();
    for (let n = 0; n < 60; n++) world.organizations.push(organization({ id: 500 + n, name: `Spruce ${n}` }));
    const { user } = renderApp('/organizations?view=list&q=spruce', world);
    await row('Spruce 0');
    await user.click(screen.getByRole('checkbox', { name: 'Select all shown' }));
    const bar = await screen.findByRole('region', { name: 'Selection' });
    await user.click(await within(bar).findByRole('button', { name: 'Select all 60 that match' }));
    expect(await within(bar).findByText('All 60 that match selected')).toBeTruthy();
    await user.click(within(bar).getByRole('button', { name: 'Archive' }));
    const dialog = await screen.findByRole('dialog', { name: 'Archive 60 organizations and all below?' });
    await user.click(within(dialog).getByRole('button', { name: 'Archive' }));
    const archived = () => world.organizations.filter(({ status }) => status === 'archived').map(({ name }) => name);
    await waitFor(() => expect(archived().filter((name) => name.startsWith('Spruce'))).toHaveLength(60));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(archived().filter((name) => name.startsWith('Spruce'))).toHaveLength(0));
  });

  it('ORG-5 ADM-3: chosen organizations are archived at once, and undo brings just these back', async () => {
    const { user, world } = renderApp('/organizations');
    await user.click(await screen.findByRole('checkbox', { name: 'Select Nordic Alliance' }));
    expect(await row('Nordic Alliance')).toBeTruthy();
    expect(screen.queryByRole('complementary')).toBeNull();
    const bar = await screen.findByRole('region', { name: 'Selection' });
    await user.click(within(bar).getByRole('button', { name: 'Archive' }));
    const dialog = await screen.findByRole('dialog', { name: 'Archive 1 organization and all below?' });
    expect(await within(dialog).findByText(/2 managers can’t sign in any more/)).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Archive' }));
    await waitFor(() =>
      expect(world.organizations.find(({ name }) => name === 'Nordic Alliance')?.status).toBe('archived'),
    );
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(world.organizations.find(({ name }) => name === 'Nordic Alliance')?.status).toBe('active'),
    );
  });
});
