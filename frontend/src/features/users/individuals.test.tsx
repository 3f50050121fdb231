import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp } from '@/testing/render';

const tab = (name: RegExp) => screen.findByRole('tab', { name });

describe('Individuals', () => {
  it('SGN-1: looked at until Edit; Apply saves and stays, Save saves and closes', async () => {
    const { user, world } = renderApp('/users/4');
    expect(screen.queryByRole('textbox', { name: 'Login' })).toBeNull();
    await user.click(await screen.findByRole('button', { name: 'Edit' }));
    const login = await screen.findByRole('textbox', { name: 'Login' });
    await user.clear(login);
    await user.type(login, 'jonas.new');
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    await waitFor(() => expect(world.users.find(({ id }) => id === 4)?.login).toBe('jonas.new'));
    expect(window.location.hash).toContain('/users/4');
    await user.type(screen.getByRole('textbox', { name: 'Last name' }), 'sen');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(window.location.hash).toBe('#/users'));
    expect(world.users.find(({ id }) => id === 4)?.lastName).toBe('Peersen');
  });

  it('SGN-2: + chooses an organization, Select roles opens Update Organizational Role(s), and the roles show', async () => {
    const { user, world } = renderApp('/users/4?edit=yes');
    await user.click(await tab(/^Affiliations/));
    await user.click(await screen.findByRole('button', { name: '+ Add affiliation' }));
    const choose = await screen.findByRole('dialog', { name: 'Choose Organizations' });
    await user.click(await within(choose).findByRole('checkbox', { name: 'Halden AS' }));
    await user.click(within(choose).getByRole('button', { name: 'Save' }));
    await user.click(await screen.findByRole('button', { name: 'Select roles' }));
    const dialog = await screen.findByRole('dialog', { name: 'Update Organizational Role(s)' });
    await user.click(within(dialog).getByRole('checkbox', { name: 'Director' }));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    const table = await screen.findByRole('table', { name: 'Affiliations' });
    await waitFor(() => expect(table.textContent).toContain('Director'));
    expect(world.users.find(({ id }) => id === 4)?.affiliations).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(world.users.find(({ id }) => id === 4)?.affiliations).toMatchObject([
        { organizationId: 3, roles: [{ name: 'Director' }] },
      ]),
    );
  });

  it('SGN-2: the plus begins editing by itself, and − takes what is ticked', async () => {
    const { user } = renderApp('/users/4?tab=affiliations');
    await user.click(await screen.findByRole('button', { name: '+ Add affiliation' }));
    const choose = await screen.findByRole('dialog', { name: 'Choose Organizations' });
    await user.click(await within(choose).findByRole('checkbox', { name: 'Halden AS' }));
    await user.click(within(choose).getByRole('button', { name: 'Save' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Select Halden AS' }));
    await user.click(screen.getByRole('button', { name: '− Remove the ticked affiliations' }));
    expect(await screen.findByText('No affiliation yet')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Save' })).toBeTruthy();
  });

  it('a refusal brings its tab to the front', async () => {
    const { user } = renderApp('/users/new');
    await screen.findByRole('textbox', { name: 'First name' });
    await user.click(await tab(/^Account roles/));
    await user.click(await screen.findByRole('checkbox', { name: 'Partner Portal User' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    const email = (await screen.findByRole('textbox', { name: 'Email' })) as HTMLInputElement;
    expect(email.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('Enter an email.')).toBeTruthy();
  });
});

describe('Account Roles', () => {
  it('SGN-3: ticking Partner Portal Login also ticks View and Sign, and each can be unticked', async () => {
    const { user, world } = renderApp('/system/account-roles');
    await user.click(await screen.findByRole('link', { name: 'Add New' }));
    await user.type(await screen.findByRole('textbox', { name: 'Description Name' }), 'Signers');
    await user.click(
      within(screen.getByRole('group', { name: 'Portal Rights' })).getByRole('button', { name: 'Edit' }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'Portal Rights' });
    expect(within(dialog).queryByRole('checkbox', { name: 'Partner Portal Login' })).toBeNull();
    await user.click(within(dialog).getByRole('button', { name: 'Expand Portal – Partner' }));
    await user.click(within(dialog).getByRole('checkbox', { name: 'Partner Portal Login' }));
    const ticked = (name: string) => (within(dialog).getByRole('checkbox', { name }) as HTMLInputElement).checked;
    expect(ticked('View contract documents')).toBe(true);
    expect(ticked('Sign contract documents')).toBe(true);
    expect(ticked('Download signed documents')).toBe(false);
    await user.click(within(dialog).getByRole('checkbox', { name: 'Sign contract documents' }));
    expect(ticked('Sign contract documents')).toBe(false);
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await user.click(await tab(/^Members/));
    await user.click(screen.getByRole('button', { name: '+ Add members' }));
    const choose = await screen.findByRole('dialog', { name: 'Choose Accounts' });
    await user.click(await within(choose).findByRole('checkbox', { name: 'Inger Dahl' }));
    await user.click(within(choose).getByRole('button', { name: 'Save' }));
    expect((await screen.findByRole('table', { name: 'Members' })).textContent).toContain('Inger Dahl');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(window.location.hash).toBe('#/system/account-roles'));
    expect(world.accountRoles.at(-1)).toMatchObject({
      name: 'Signers',
      rights: ['partner_portal_login', 'view_contract_documents'],
      members: 1,
    });
  });

  it('SGN-3: a name that is missing is said on its tab', async () => {
    const { user } = renderApp('/system/account-roles/new');
    await user.click(await tab(/^Members/));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Enter a name.')).toBeTruthy();
  });

  it('USR-6: chosen users are added to an account role, and undo takes just them out', async () => {
    const taken: unknown[] = [];
    const { user } = renderApp('/users', undefined, {
      Users: {
        AddToRole: () => ({ changed: [2], left: [] }),
        TakeFromRole: (...args: never[]) => {
          taken.push(args);
        },
      },
    });
    await user.click(await screen.findByRole('checkbox', { name: 'Select Inger Dahl' }));
    const bar = await screen.findByRole('region', { name: 'Selection' });
    await user.click(within(bar).getByRole('button', { name: 'Add to account role' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Partner Portal User' }));
    expect(await screen.findByText('1 user added to “Partner Portal User”.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(taken).toEqual([[[2], 1]]));
  });
});
