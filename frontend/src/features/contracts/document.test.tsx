import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { DocumentDetail } from '@/api/types';
import { busyWorld } from '@/testing/data';
import { refuse } from '@/testing/fake';
import { renderApp } from '@/testing/render';

const detail = (changes: Partial<DocumentDetail> = {}): DocumentDetail => ({
  row: {
    id: 7,
    title: 'Framework agreement',
    contractId: 3,
    contract: 'Framework 2027',
    organizationId: 1,
    organization: 'Halden AS',
    state: 'draft',
    version: 0,
    correcting: false,
    signable: true,
    limited: false,
    signed: 0,
    needed: 1,
    waitsFor: [],
    waitsForMore: 0,
    dueOn: '',
    overdue: false,
    sentAt: '',
    completedAt: '',
  },
  input: {
    title: 'Framework agreement',
    kind: 'text',
    body: '',
    signable: true,
    signers: [{ kind: 'role', userId: 0, roleId: 4, needed: 1, signed: 0, isTurn: false, name: 'Contact' }],
    inOrder: false,
    limits: [],
    dueOn: '',
    remindDays: 0,
    seen: 1,
  },
  isWritten: true,
  fileName: '',
  filePages: 0,
  versions: [],
  signatures: [],
  events: [],
  inForce: [],
  obstacles: [],
  ...changes,
});

function open(document: DocumentDetail, more: Record<string, (...args: never[]) => unknown> = {}) {
  const world = busyWorld();
  world.site = { ...world.site, useContracts: true };
  return renderApp('/documents/7', world, {
    Contracts: { Document: () => document, ...more },
    Signers: { List: () => ({ items: [], next: '', count: 0 }) },
    OrganizationalRoles: { List: () => [] },
  });
}

describe('Document', () => {
  it('DOC-2: says before sending which lines nobody can fill, with what mends them, and again when asked to send', async () => {
    const Send = vi.fn(() => refuse({ code: 'invalid', message: '“Contact” is no management role.', fields: {} }));
    const { user } = open(
      detail({
        obstacles: [
          {
            refuses: true,
            detail: '“Contact” is no management role.',
            button: 'Open roles',
            to: '/system/organizational-roles',
          },
          { refuses: false, detail: 'Ny Hane can’t sign yet.', button: 'Open readiness', to: '/users/9?tab=readiness' },
        ],
      }),
      { Send },
    );
    const card = within(await screen.findByRole('region', { name: 'Before it is sent' }));
    expect(card.getByText('Refuses sending')).toBeTruthy();
    expect(card.getByText('Not ready yet')).toBeTruthy();
    expect(card.getByRole('link', { name: 'Open roles' }).getAttribute('href')).toBe('#/system/organizational-roles');
    await user.click(screen.getByRole('button', { name: 'Send' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('Ny Hane can’t sign yet.')).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Send' }));
    expect(await dialog.findByRole('alert')).toBeTruthy();
    expect(Send).toHaveBeenCalledOnce();
  });

  it('DOC-2: what was sent to be read only is signed by nobody before a correction', async () => {
    const was = detail();
    open(
      detail({
        isWritten: false,
        row: { ...was.row, state: 'sent', version: 1, signable: false },
        input: { ...was.input, signable: false, signers: [] },
      }),
    );
    const box = await screen.findByRole('checkbox', { name: /Portal-signable/ });
    expect(box.hasAttribute('disabled')).toBe(true);
    expect(screen.getByText('It was sent to be read only. Begin a correction to say who signs.')).toBeTruthy();
  });

  it('DOC-2: what can’t be printed is named beside the preview', async () => {
    const was = detail();
    open(detail({ input: { ...was.input, body: 'Pay 💶 100' } }), {
      Preview: () => ({ name: 'terms.pdf', data: '', missing: [], lost: ['💶'] }),
    });
    expect(await screen.findByText(/Can’t be printed: 💶/)).toBeTruthy();
  });

  it('DOC-4: of a correction it is said from when due day and limits count', async () => {
    const was = detail();
    open(detail({ row: { ...was.row, state: 'sent', version: 1, correcting: true } }));
    expect(await screen.findByText(/These count from when the correction is sent/)).toBeTruthy();
  });
});
