import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { ChosenSigners, SignerRow } from '@/api/types';
import { contractWorld } from '@/testing/contracts';
import { renderApp } from '@/testing/render';

const signer = (id: number, firstName: string, parts: Partial<SignerRow> = {}): SignerRow => ({
  id,
  email: `${firstName}@halden.example`,
  login: '',
  firstName,
  lastName: 'Dahl',
  type: 'individual',
  affiliations: [],
  moreTies: 0,
  missing: [],
  toSign: 1,
  ...parts,
});

function open(rows: SignerRow[], count = rows.length) {
  const SendLetters = vi.fn(({ ids }: ChosenSigners) => ({
    changed: ids.slice(0, 1),
    left: ids.slice(1).map((id) => ({ id, name: 'Bo Dahl', reason: 'Got an access letter within the last 20 hours.' })),
  }));
  const Signers = {
    List: () => ({ items: rows, next: '', count: -1 }),
    Count: () => count,
    CountChosen: () => count,
    Site: () => [],
    SendLetters,
  };
  return { ...renderApp('/signers', contractWorld(), { Signers }), SendLetters };
}

describe('access letters for many', () => {
  it('SGN-5: asked first, since it can’t be taken back; who is left out is named with the reason', async () => {
    const { user, SendLetters } = open([signer(1, 'Ada'), signer(2, 'Bo')]);
    await user.click(await screen.findByRole('checkbox', { name: 'Select Ada Dahl' }));
    await user.click(screen.getByRole('checkbox', { name: 'Select Bo Dahl' }));
    await user.click(await screen.findByRole('button', { name: 'Send access letters' }));
    const dialog = await screen.findByRole('dialog', { name: 'Send 2 access letters?' });
    expect(within(dialog).getByText(/can’t be taken back/)).toBeTruthy();
    expect(SendLetters).not.toHaveBeenCalled();
    await user.click(within(dialog).getByRole('button', { name: 'Send access letters' }));
    expect(await screen.findByText(/within the last 20 hours/)).toBeTruthy();
    expect(SendLetters.mock.calls[0]?.[0]).toMatchObject({ ids: [1, 2], all: false });
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('more than a thousand are too many at once, and it is said', async () => {
    const { user } = open([signer(1, 'Ada'), signer(2, 'Bo')], 1001);
    await user.click(await screen.findByRole('checkbox', { name: 'Select Ada Dahl' }));
    await user.click(screen.getByRole('checkbox', { name: 'Select Bo Dahl' }));
    await user.click(await screen.findByRole('button', { name: 'Select all 1,001 that match' }));
    const send = (await screen.findByRole('button', { name: 'Send access letters' })) as HTMLButtonElement;
    expect(await screen.findByText(/At most 1,000 letters/)).toBeTruthy();
    expect(send.disabled).toBe(true);
  });
});
