import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { RehearsalReport, RehearsalState, RehearsalStep } from '@/api/types';
import { emptyWorld } from '@/testing/data';
import { renderApp } from '@/testing/render';

const step = (number: number, title: string, changes: Partial<RehearsalStep> = {}): RehearsalStep => ({
  number,
  id: `step-${number}`,
  part: 'partner',
  title,
  about: `About ${title}.`,
  state: 'passed',
  summary: `${title} is fine`,
  expected: '200',
  got: '200 “Page”',
  problem: '',
  mend: undefined,
  as: 'test.partner.1@rehearsal.invalid',
  address: '/home',
  status: 200,
  hasPage: false,
  durationMs: 40,
  checks: [],
  ...changes,
});

const report = (steps: RehearsalStep[], changes: Partial<RehearsalReport> = {}): RehearsalReport => ({
  id: 7,
  site: 'Northwind Partners',
  by: 'Ada',
  way: 'self-registration',
  startedAt: '2026-11-21T10:00:00Z',
  endedAt: '2026-11-21T10:00:04Z',
  durationMs: 4000,
  outcome: steps.some(({ state }) => state === 'failed') ? 'failed' : 'passed',
  passed: steps.filter(({ state }) => state === 'passed').length,
  failed: steps.filter(({ state }) => state === 'failed').length,
  checks: 3,
  steps,
  ...changes,
});

const stateOf = (changes: Partial<RehearsalState>): RehearsalState => ({
  stage: 'ended',
  keep: false,
  fault: undefined,
  sandbox: undefined,
  report: report([step(1, 'Copy the site')]),
  ...changes,
});

const drivers = step(2, 'Organization Settings', {
  state: 'failed',
  expected: '/organization/drivers answers 404',
  got: '200 “Drivers of Test Partner 1”',
  problem: 'Drivers opens, although Allow Organization Drivers is off.',
  mend: { label: 'Open Partner Portal settings', to: '/settings/features/partner-portal' },
  checks: [
    {
      what: '/organization/drivers',
      expected: 'answers 404',
      got: '200',
      ok: false,
      problem: 'It opens.',
      mend: undefined,
    },
    { what: '/organization/roles', expected: 'answers 404', got: '404', ok: true, problem: '', mend: undefined },
  ],
});

describe('Rehearsal', () => {
  it('TST-1: says before what will happen, and that nothing real is touched', async () => {
    renderApp('/rehearsal', emptyWorld());
    expect(await screen.findByRole('heading', { name: 'What will happen' })).toBeTruthy();
    expect(screen.getByText(/Nothing real is touched/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Run the rehearsal' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Export report' })).toBeNull();
  });

  it('TST-1: shows the steps as they run, follows the one that runs, and says each that ends', async () => {
    let now = stateOf({
      stage: 'playing',
      report: report(
        [
          step(1, 'Copy the site'),
          step(2, 'Register', { state: 'running', summary: '' }),
          step(3, 'Sign in', { state: 'waiting' }),
        ],
        { outcome: '' },
      ),
    });
    const cancel = vi.fn(() => stateOf({ stage: 'cancelled', report: report([]) }));
    const { user } = renderApp('/rehearsal', emptyWorld(), { Rehearsals: { State: () => now, Cancel: cancel } });
    const steps = await screen.findByRole('region', { name: 'Steps' });
    expect(within(steps).getByText('1 of 3 steps')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Register' })).toBeTruthy();
    expect(screen.getByText('Copy the site: Passed.')).toBeTruthy();
    now = stateOf({
      stage: 'playing',
      report: report([step(1, 'Copy the site'), step(2, 'Register'), step(3, 'Sign in', { state: 'running' })], {
        outcome: '',
      }),
    });
    expect(await screen.findByText('Register: Passed.', undefined, { timeout: 3000 })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('TST-1: what failed stands first, with the button that mends it', async () => {
    const state = stateOf({
      report: report([
        step(1, 'Copy the site'),
        drivers,
        step(3, 'The end', { state: 'not_reached', summary: 'nobody signed in' }),
      ]),
    });
    const { user } = renderApp('/rehearsal', emptyWorld(), { Rehearsals: { State: () => state } });
    const wrong = await screen.findByRole('region', { name: 'What is wrong' });
    expect(within(wrong).getByText(drivers.problem)).toBeTruthy();
    const detail = screen.getByRole('region', { name: 'Organization Settings' });
    expect(within(detail).getByText('/organization/drivers answers 404')).toBeTruthy();
    expect(within(detail).getByText('200 “Drivers of Test Partner 1”')).toBeTruthy();
    expect(within(detail).getByText('Show 1 comparison')).toBeTruthy();
    expect(screen.getByText('Not reached: nobody signed in')).toBeTruthy();
    await user.click(within(wrong).getByRole('button', { name: 'Open Partner Portal settings' }));
    await waitFor(() => expect(window.location.hash).toContain('/settings/features/partner-portal'));
  });

  it('TST-1: the steps of a signer stand in a list of their own, and the arrow keys go on into it', async () => {
    const failed = step(3, 'Read the document and sign it', {
      part: 'signer',
      state: 'failed',
      problem: 'A document can be signed without consent.',
    });
    const state = stateOf({
      report: report([step(1, 'Copy the site'), step(2, 'Make a contract', { part: 'signer' }), failed]),
    });
    const { user } = renderApp('/rehearsal', emptyWorld(), { Rehearsals: { State: () => state } });
    const partner = await screen.findByRole('list', { name: 'A partner' });
    const signer = screen.getByRole('list', { name: 'Somebody outside who signs' });
    expect(within(partner).getAllByRole('listitem')).toHaveLength(1);
    expect(within(signer).getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByRole('heading', { name: /Somebody outside who signs/ }).textContent).toContain('1 failed');
    within(partner)
      .getByRole('button', { name: /Copy the site/ })
      .focus();
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('region', { name: 'Make a contract' })).toBeTruthy();
  });

  it('TST-1: without contracts the steps have no titles', async () => {
    const state = stateOf({ report: report([step(1, 'Copy the site')]) });
    renderApp('/rehearsal', emptyWorld(), { Rehearsals: { State: () => state } });
    await screen.findByRole('region', { name: 'Steps' });
    expect(screen.queryByRole('heading', { name: 'A partner' })).toBeNull();
  });

  it('TST-1: the arrow keys move through the steps', async () => {
    const state = stateOf({ report: report([step(1, 'Copy the site'), step(2, 'Register'), step(3, 'Sign in')]) });
    const { user } = renderApp('/rehearsal', emptyWorld(), { Rehearsals: { State: () => state } });
    const steps = await screen.findByRole('region', { name: 'Steps' });
    within(steps)
      .getByRole('button', { name: /Copy the site/ })
      .focus();
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('region', { name: 'Register' })).toBeTruthy();
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(screen.getByRole('region', { name: 'Register' })).toBeTruthy();
  });

  it('TST-1: the page is shown in a frame that can do nothing', async () => {
    const state = stateOf({ report: report([step(1, 'See the page', { hasPage: true })]) });
    renderApp('/rehearsal', emptyWorld(), { Rehearsals: { State: () => state, Page: () => '<h1>Drivers</h1>' } });
    const frame = await screen.findByTitle('The page as it looked: See the page');
    expect(frame.getAttribute('sandbox')).toBe('');
    expect(frame.getAttribute('srcdoc')).toContain('<h1>Drivers</h1>');
  });

  it('TST-2: the open sandbox shows who can sign in, and is thrown away', async () => {
    let state = stateOf({
      sandbox: {
        address: 'http://127.0.0.1:40123',
        people: [
          {
            part: 'partner',
            organization: 'Test Partner 1',
            email: 'test.partner.1@rehearsal.invalid',
            password: 'abcde-fghij',
            secret: 'GEZDGNBV',
            code: '123456',
            codeFrom: '2026-11-21T10:00:00Z',
            codeUntil: '2026-11-21T10:01:00Z',
          },
          {
            part: 'signer',
            organization: 'Test Signers 1',
            email: 'test.signer.1@rehearsal.invalid',
            password: 'klmno-pqrst',
            secret: '',
            code: '',
            codeFrom: '',
            codeUntil: '',
          },
        ],
      },
    });
    const throwAway = vi.fn(() => {
      state = stateOf({});
      return state;
    });
    const { user } = renderApp('/rehearsal', emptyWorld(), {
      Rehearsals: { State: () => state, ThrowAway: throwAway, Outbox: () => ({ items: [], next: '', count: 0 }) },
    });
    const sandbox = await screen.findByRole('region', { name: 'The sandbox is open' });
    for (const [group, name, value] of [
      ['Test partner', 'Password', 'abcde-fghij'],
      ['Test partner', 'Code', '123456'],
      ['Test signer', 'Email', 'test.signer.1@rehearsal.invalid'],
      ['Test signer', 'Password', 'klmno-pqrst'],
    ] as const) {
      const person = within(within(sandbox).getByRole('group', { name: group }));
      expect(person.getByRole<HTMLInputElement>('textbox', { name }).value).toBe(value);
    }
    expect(within(sandbox).getByRole<HTMLInputElement>('textbox', { name: 'Address' }).value).toBe(
      'http://127.0.0.1:40123',
    );
    await user.click(within(sandbox).getByRole('button', { name: 'Throw away' }));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'The sandbox is open' })).toBeNull());
    expect(throwAway).toHaveBeenCalledOnce();
  });

  it('TST-1: says in words why it could not be played', async () => {
    const fault = { code: 'unavailable', message: 'The copy can’t be made: the disk is full.' };
    const state = stateOf({ stage: 'broken', fault, report: report([]) });
    renderApp('/rehearsal', emptyWorld(), { Rehearsals: { State: () => state } });
    expect((await screen.findByRole('alert')).textContent).toContain('the disk is full');
  });

  it('TST-3: earlier reports are listed and open', async () => {
    const find = vi.fn(() => report([step(1, 'Copy the site'), drivers]));
    const { user } = renderApp('/rehearsal', emptyWorld(), {
      Rehearsals: {
        State: () => stateOf({ stage: 'idle', report: report([], { id: 0 }) }),
        List: () => ({
          items: [
            {
              id: 7,
              outcome: 'failed',
              startedAt: '2026-11-21T10:00:00Z',
              durationMs: 4000,
              steps: 17,
              passed: 14,
              failed: 1,
              by: 'Ada',
            },
          ],
          next: '',
          count: 1,
        }),
        Find: find,
      },
    });
    await user.click(await screen.findByRole('link', { name: /^Open the report of/ }));
    expect(await screen.findByRole('region', { name: 'What is wrong' })).toBeTruthy();
    expect(find).toHaveBeenCalledWith(7);
    expect(screen.getByRole('button', { name: 'Export report' })).toBeTruthy();
  });
});
