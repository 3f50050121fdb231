import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { SigningCertificate, SigningCertificates } from '@/api/types';
import { busyWorld } from '@/testing/data';
import { refuse } from '@/testing/fake';
import { renderApp } from '@/testing/render';

const certificate = (id: number, changes: Partial<SigningCertificate> = {}): SigningCertificate => ({
  id,
  origin: 'site',
  subject: `CN=Northwind ${id}`,
  issuer: `CN=Northwind ${id}`,
  fingerprint: String(id).repeat(64),
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2051-01-01T00:00:00Z',
  isCurrent: true,
  hasEnded: false,
  endsSoon: false,
  since: '2026-01-01T00:00:00Z',
  replacedAt: '',
  ...changes,
});

function open(listed: SigningCertificates, more: Record<string, (...args: never[]) => unknown> = {}) {
  const world = busyWorld();
  world.site = { ...world.site, useContracts: true };
  return renderApp('/settings/signing-certificate', world, { Seals: { List: () => listed, ...more } });
}

describe('Signing certificate', () => {
  it('DOC-6: before the first use it can be made now', async () => {
    const listed: SigningCertificates = { current: [], earlier: [] };
    const Renew = vi.fn(() => {
      listed.current = [certificate(1)];
      return listed;
    });
    const { user } = open(listed, { Renew });
    await user.click(await screen.findByRole('button', { name: 'Make it now' }));
    expect(await screen.findByText('CN=Northwind 1')).toBeTruthy();
    expect(Renew).toHaveBeenCalledOnce();
  });

  it('DOC-6: one that has ended says that nothing can be sealed, and earlier ones stand below', async () => {
    open({
      current: [certificate(2, { hasEnded: true, endsSoon: true, origin: 'own', issuer: 'CN=Authority' })],
      earlier: [certificate(1, { isCurrent: false, replacedAt: '2026-02-01T00:00:00Z' })],
    });
    expect(await screen.findByText('Nothing can be sealed until it is replaced.')).toBeTruthy();
    expect(screen.getByText('CN=Authority')).toBeTruthy();
    expect(
      within(screen.getByRole('table', { name: 'Earlier certificates' })).getByText('CN=Northwind 1'),
    ).toBeTruthy();
  });

  it('DOC-6: a refusal stands beside its field, and the dialog stays open', async () => {
    const Replace = vi.fn(() =>
      refuse({
        code: 'invalid',
        message: 'Please check the marked fields.',
        fields: { certificate: 'Choose a file with the certificate.' },
      }),
    );
    const { user } = open({ current: [certificate(1)], earlier: [] }, { Replace });
    await user.click(await screen.findByRole('button', { name: 'Use your firm’s own certificate' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText(/Password/, { selector: 'input' }), 'secret');
    await user.click(within(dialog).getByRole('button', { name: 'Replace' }));
    await waitFor(() => expect(within(dialog).getByText('Choose a file with the certificate.')).toBeTruthy());
    expect(Replace).toHaveBeenCalledWith({ certificate: '', key: '', password: 'secret' });
  });
});
