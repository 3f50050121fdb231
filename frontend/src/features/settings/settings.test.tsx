import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { busyWorld, emptyWorld } from '@/testing/data';
import { renderApp } from '@/testing/render';

const tabs = () =>
  within(screen.getByRole('navigation', { name: 'Features' }))
    .getAllByRole('link')
    .map((tab) => tab.textContent);
const tick = (name: string) => screen.findByRole('checkbox', { name });

describe('Features › General', () => {
  it('SET-1: saving shows and hides the tabs and the navigation at once', async () => {
    const { user } = renderApp('/settings/features/general', emptyWorld());
    await tick('Use Organization');
    expect(tabs()).toEqual(['General', 'Site Text']);
    expect(screen.queryByRole('link', { name: 'Organizations' })).toBeNull();

    await user.click(await tick('Use Organization'));
    await user.click(await tick('Use Partner Portal'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(tabs()).toEqual(['General', 'Organizations', 'Partner Portal', 'Site Text']));
    const navigation = screen.getByRole('navigation', { name: 'Main navigation' });
    expect(within(navigation).getByRole('link', { name: 'Organizations' })).toBeTruthy();
    expect(within(navigation).getByRole('link', { name: 'Registrations' })).toBeTruthy();

    await user.click(await tick('Use Partner Portal'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(tabs()).toEqual(['General', 'Organizations', 'Site Text']));
  });

  it('SET-2: one without the other is refused with the reason and the button that mends it', async () => {
    const { user, world } = renderApp('/settings/features/general', emptyWorld());
    await user.click(await tick('Use Partner Portal'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The Partner Portal needs organizations');
    expect(world.site.usePartnerPortal).toBe(false);

    await user.click(screen.getByRole('button', { name: 'Tick Use Organization' }));
    await waitFor(async () => expect(((await tick('Use Organization')) as HTMLInputElement).checked).toBe(true));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(world.site).toMatchObject({ useOrganization: true, usePartnerPortal: true }));
  });

  it('SET-3: the address of a feature that is off says so and leads to General', async () => {
    renderApp('/settings/features/partner-portal', emptyWorld());
    expect(await screen.findByRole('heading', { name: 'Not available' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Open General' }).getAttribute('href')).toContain(
      '/settings/features/general',
    );
  });
});

describe('Features › Partner Portal', () => {
  const closed = () => {
    const world = busyWorld();
    world.portal = {
      ...world.portal,
      allowExternalOrganizationCreation: false,
      modelUserId: 0,
      requireOrganizationLevel: 0,
    };
    return world;
  };

  it('PRT-1: Allow External Organization Creation unfolds the link, the Model User and the level', async () => {
    const { user } = renderApp('/settings/features/partner-portal', closed());
    const allow = await tick('Allow External Organization Creation');
    expect(screen.queryByRole('combobox', { name: 'Model User' })).toBeNull();
    await user.click(allow);
    expect(screen.getByRole('combobox', { name: 'Model User' })).toBeTruthy();
    expect(screen.getByRole('combobox', { name: 'Require Organization Level' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Copy URL' })).toBeNull();
  });

  it('PRT-2: without a Model User it is refused, and the focus goes there', async () => {
    const { user, world } = renderApp('/settings/features/partner-portal', closed());
    await user.click(await tick('Allow External Organization Creation'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Choose the Model User that new partners are made from.')).toBeTruthy();
    const picker = screen.getByRole('combobox', { name: 'Model User' });
    await waitFor(() => expect(document.activeElement).toBe(picker));

    await user.click(picker);
    await user.click(await screen.findByRole('option', { name: /Mara Lindqvist · Model Organization/ }));
    expect(await screen.findByText(/Every new partner gets 2 assessments and 2 access restrictions/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(world.portal).toMatchObject({ allowExternalOrganizationCreation: true, modelUserId: 1 }),
    );
    const link = (await screen.findByRole('textbox', { name: 'Registration link' })) as HTMLInputElement;
    expect(link.value).toBe('https://partners.northwind.example/register');
    await user.click(screen.getByRole('button', { name: 'Copy URL' }));
    await waitFor(() => expect(navigator.clipboard.readText()).resolves.toBe(link.value));
  });

  it('PRT-4: each of the five ticks is saved by itself', async () => {
    const { user, world } = renderApp('/settings/features/partner-portal', closed());
    for (const [name, key] of [
      ['Allow Organization User-Management', 'allowUserManagement'],
      ['Allow Organization Drivers', 'allowDrivers'],
      ['Allow Organization Classifiers', 'allowClassifiers'],
      ['Allow Organization Roles', 'allowRoles'],
    ] as const) {
      await user.click(await tick(name));
      await user.click(screen.getByRole('button', { name: 'Save' }));
      await waitFor(() => expect(world.portal[key]).toBe(true));
      await waitFor(() => expect(screen.queryByRole('button', { name: 'Save' })).toBeNull());
    }
  });

  it('PRT-5: a required level says how many there are to choose from, and the list can be switched off', async () => {
    const { user, world } = renderApp('/settings/features/partner-portal');
    expect(await screen.findByText('The page asks partners to choose one of 2 organizations.')).toBeTruthy();
    await user.click(await tick('List the organizations to choose from'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(world.portal.listParents).toBe(false));
  });
});

describe('Site Settings › Users', () => {
  it('SET-4: two-factor, lengths, limits and the threshold are saved', async () => {
    const { user, world } = renderApp('/settings/users');
    await user.click(await screen.findByRole('radio', { name: 'For managers' }));
    const length = screen.getByRole('textbox', { name: 'Password minimum length' });
    await user.clear(length);
    await user.type(length, '20');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(world.userSettings).toMatchObject({ twoFactor: 'managers', passwordMinimum: 20 }));
  });

  it('asks for a number where none stands', async () => {
    const { user, world } = renderApp('/settings/users');
    await user.clear(await screen.findByRole('textbox', { name: 'Lockout threshold' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Enter a whole number.')).toBeTruthy();
    expect(world.userSettings.lockoutThreshold).toBe(10);
  });
});
