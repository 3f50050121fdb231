import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderApp } from '@/testing/render';

const link = (id: number, name: string) => ({
  id,
  name,
  isDefault: false,
  state: 'open',
  problem: '',
  parentId: 0,
  parentName: '',
  expiresAt: '',
  expiresOn: '',
  usesLimit: 0,
  uses: 0,
  needsApproval: false,
  defaultAllocation: '',
  note: '',
  copied: 0,
  opened: 0,
  registered: 0,
  pending: 0,
  createdAt: new Date().toISOString(),
});

describe('Links', () => {
  it('UX: many are paused at once, and undo opens just those that were changed', async () => {
    const PauseAll = vi.fn((ids: number[], paused: boolean) => ({ changed: paused ? ids.slice(1) : ids, left: [] }));
    const { user } = renderApp('/links', undefined, {
      Links: { List: () => ({ items: [link(1, 'Fair'), link(2, 'Expo')], next: '', count: 2 }), PauseAll },
    });
    await user.click(await screen.findByRole('checkbox', { name: 'Select all shown' }));
    const bar = await screen.findByRole('region', { name: 'Selection' });
    await user.click(within(bar).getByRole('button', { name: 'Pause' }));
    await waitFor(() => expect(PauseAll).toHaveBeenCalledWith([1, 2], true));
    expect(await screen.findByText('1 link paused.')).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(PauseAll).toHaveBeenLastCalledWith([2], false));
  });
});
