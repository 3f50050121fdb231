import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp } from '@/testing/render';

describe('User Management', () => {
  it('USR-1 USR-2 USR-3: a new Assessment Manager gets organization, assessment and restrictions', async () => {
    const { user, world } = renderApp('/users/new');
    await user.type(await screen.findByRole('textbox', { name: 'First name' }), 'Mona');
    await user.type(screen.getByRole('textbox', { name: 'Last name' }), 'Model');
    await user.type(screen.getByRole('textbox', { name: 'Email' }), 'mona@example.com');
    await user.click(screen.getByRole('combobox', { name: 'Organizations' }));
    await user.click(await screen.findByRole('option', { name: 'Model Organization' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Leadership Check' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Hide Organization Settings' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(window.location.hash).toMatch(/^#\/users\/\d+$/));
    expect(world.users.at(-1)).toMatchObject({
      email: 'mona@example.com',
      type: 'manager',
      restrictions: ['hide_organization_settings'],
      organizations: [expect.objectContaining({ id: 6 })],
      assessments: [expect.objectContaining({ id: 1 })],
    });
  });

  it('USR-4: a copy has what the person may do and nothing of the person', async () => {
    const { user } = renderApp('/users/1');
    await user.click(await screen.findByRole('link', { name: 'Copy user' }));
    const email = (await screen.findByRole('textbox', { name: 'Email' })) as HTMLInputElement;
    await waitFor(() => expect(email.value).toBe(''));
    expect((screen.getByRole('textbox', { name: 'First name' }) as HTMLInputElement).value).toBe('');
    expect(((await screen.findByRole('checkbox', { name: 'Culture Survey' })) as HTMLInputElement).checked).toBe(true);
    expect(((await screen.findByRole('checkbox', { name: 'Hide exports' })) as HTMLInputElement).checked).toBe(true);
    expect(await screen.findByText('Model Organization')).toBeTruthy();
  });

  it('USR-5: Send activation shows code and link once, and no password anywhere', async () => {
    const { user } = renderApp('/users?open=3');
    await user.click(await screen.findByRole('button', { name: 'Send activation' }));
    const question = await screen.findByRole('dialog');
    await user.click(within(question).getByRole('button', { name: 'Send activation' }));
    const code = (await screen.findByRole('textbox', { name: 'Activation code' })) as HTMLInputElement;
    expect(code.value).toBe('K7QF-2MXP-9T4B-W');
    expect((screen.getByRole('textbox', { name: 'Activation link' }) as HTMLInputElement).value).toContain('/activate');
    expect(document.querySelector('input[type="password"]')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Activation code' })).toBeNull());
  });

  it('USR-5: what can be done follows from the state', async () => {
    const { user, world } = renderApp('/users/5');
    await user.click(await screen.findByRole('button', { name: 'Unlock' }));
    await waitFor(() => expect(world.users.find(({ id }) => id === 5)?.isLockedOut).toBe(false));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Unlock' })).toBeNull());
    expect(screen.queryByRole('button', { name: 'Reset second factor' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'End sessions' })).toBeNull();
  });

  it('USR-7: a refusal stands in the dialog with the way out', async () => {
    const { user } = renderApp('/users/1', undefined, {
      Users: {
        Suspend: () => {
          throw JSON.stringify({
            code: 'conflict',
            message: 'This is the Model User. Choose another one first.',
            mend: { label: 'Open Partner Portal', to: '/settings/features/partner-portal' },
          });
        },
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Suspend' }));
    const dialog = await screen.findByRole('dialog', { name: 'Suspend Mara Lindqvist?' });
    await user.click(within(dialog).getByRole('button', { name: 'Suspend' }));
    expect((await within(dialog).findByRole('alert')).textContent).toContain('This is the Model User.');
    await user.click(within(dialog).getByRole('button', { name: 'Open Partner Portal' }));
    expect(await screen.findByRole('checkbox', { name: 'Allow External Organization Creation' })).toBeTruthy();
  });

  it('USR-6 USR-7: chosen users are suspended at once, the Model User is left out, and undo restores the others', async () => {
    const { user, world } = renderApp('/users');
    await user.click(await screen.findByRole('checkbox', { name: 'Select all shown' }));
    const bar = await screen.findByRole('region', { name: 'Selection' });
    expect(bar.textContent).toContain(`${world.users.length} selected`);
    await user.click(within(bar).getByRole('button', { name: 'Suspend' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Suspend' }));
    const said = await screen.findByText(/left out:/);
    expect(said.textContent).toContain('This is the Model User.');
    const others = world.users.filter((one) => !one.isModelUser);
    expect(others.length).toBeGreaterThan(0);
    expect(others.every((one) => one.isSuspended)).toBe(true);
    expect(world.users.find((one) => one.isModelUser)?.isSuspended).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(others.some((one) => one.isSuspended)).toBe(false));
  });

  it('USR-6: another search or filter lets go of what was chosen', async () => {
    const { user } = renderApp('/users');
    const boxes = await screen.findAllByRole('checkbox', { name: /^Select (?!all)/ });
    await user.click(boxes[0] as HTMLElement);
    expect(await screen.findByRole('region', { name: 'Selection' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Type: Individual' }));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Selection' })).toBeNull());
  });
});
