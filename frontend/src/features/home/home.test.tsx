import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { emptyWorld } from '@/testing/data';
import { renderApp } from '@/testing/render';
import { sparkPath } from './Spark';

const guide = () => screen.findByRole('region', { name: 'Setting up the Partner Portal' });

describe('Home', () => {
  it('ADM-1: the way is chosen, remembered, and not needed steps count for nothing', async () => {
    const SavePreference = vi.fn();
    const { user } = renderApp('/', undefined, { Application: { SavePreference } });
    expect(within(await guide()).getByText('6 of 8 done')).toBeTruthy();
    await user.click(within(await guide()).getByRole('radio', { name: 'Manual setup' }));
    expect(await within(await guide()).findByText('4 of 7 done')).toBeTruthy();
    expect(within(await guide()).getAllByText('Not needed')).toHaveLength(2);
    expect(SavePreference).toHaveBeenCalledWith({ name: 'setup-way', value: '"manual"' });
  });

  it('ADM-1: what was chosen before is there again', async () => {
    renderApp('/', undefined, { Application: { Preferences: () => [{ name: 'setup-way', value: '"manual"' }] } });
    expect(await within(await guide()).findByText('Create an Organization')).toBeTruthy();
  });

  it('ADM-1: figures have a spark, and those that are not counted on say so', async () => {
    renderApp('/');
    expect(await screen.findByRole('link', { name: '10,000+' })).toBeTruthy();
    expect(screen.getAllByRole('img', { name: '4 weeks of new ones each week: 1, 4, 2, 9' })).toHaveLength(4);
    expect(screen.getByRole('link', { name: /In progress 7/ }).getAttribute('href')).toContain('state=in_progress');
    expect(screen.getByRole('link', { name: /Level 4 5/ })).toBeTruthy();
    expect(screen.queryByRole('link', { name: /Level 5/ })).toBeNull();
  });

  it.each([[[0, 0]], [[5, 5, 5]], [[7]], [[1, 1e9]]])('a spark has no NaN for %j', (counts) => {
    expect(sparkPath(counts)).not.toMatch(/NaN|Infinity/);
  });
});

describe('first start', () => {
  const fresh = () => {
    const world = emptyWorld();
    world.site.isNew = true;
    return world;
  };

  it('ADM-2: a new site opens on the welcome screen, and Start empty leads to Home', async () => {
    const { user, world } = renderApp('/', fresh());
    await user.click(await screen.findByRole('button', { name: /^Start empty/ }));
    await user.click(screen.getByRole('button', { name: 'Start' }));
    expect(await screen.findByText('Enter the site’s name.')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: 'Site Name' }), 'Halden');
    await user.click(screen.getByRole('checkbox', { name: 'Use Partner Portal' }));
    await user.click(screen.getByRole('button', { name: 'Start' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Home' })).toBeTruthy();
    expect(world.site).toMatchObject({ siteName: 'Halden', useOrganization: true, usePartnerPortal: false });
  });

  it('ADM-2: sample data are marked on every screen, and removed by typing the site’s name', async () => {
    const { user, world } = renderApp('/', fresh());
    await user.click(await screen.findByRole('button', { name: /^Explore with sample data/ }));
    const strip = await screen.findByRole('complementary', { name: 'Sample data' });
    await user.click(within(strip).getByRole('button'));
    const dialog = await screen.findByRole('dialog');
    const remove = within(dialog).getByRole('button', { name: 'Remove the sample data' });
    expect(remove).toHaveProperty('disabled', true);
    await user.type(within(dialog).getByRole('textbox'), world.site.siteName);
    await user.click(remove);
    expect(await screen.findByRole('heading', { level: 1, name: 'Welcome to Portico' })).toBeTruthy();
    await waitFor(() => expect(screen.queryByText(/kept in the data folder as sample-data.db/)).toBeTruthy());
  });

  it('ADM-2: a site that has begun has no welcome screen', async () => {
    renderApp('/welcome');
    expect(await screen.findByRole('heading', { level: 1, name: 'Home' })).toBeTruthy();
  });
});
