import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { busyWorld, mailState } from '@/testing/data';
import { renderApp } from '@/testing/render';

describe('Site Settings › Mail', () => {
  it('SET-6: the password goes in once and is never shown', async () => {
    const { user, world } = renderApp('/settings/mail');
    await user.type(await screen.findByRole('textbox', { name: 'SMTP server' }), 'smtp.example.com');
    await user.type(screen.getByRole('textbox', { name: 'Login' }), 'portal');
    await user.type(screen.getByLabelText('Password'), 'sesam');
    await user.click(screen.getByRole('radio', { name: 'TLS' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(world.mail.settings.server).toBe('smtp.example.com'));
    expect(world.mail.settings).toMatchObject({ protection: 'tls', port: 465, login: 'portal' });
    expect(JSON.stringify(world.mail)).not.toContain('sesam');
    expect(await screen.findByText('A password is kept. Type here to replace it.')).toBeTruthy();
    expect((screen.getByLabelText('Password') as HTMLInputElement).value).toBe('');
  });

  it('SET-6: a test says in words what came of it', async () => {
    const world = busyWorld();
    world.mail = mailState({ server: 'down.example', senderEmail: 'portal@example.com' });
    const { user } = renderApp('/settings/mail', world);
    const button = await screen.findByRole('button', { name: 'Send a test' });
    await user.click(button);
    expect((await screen.findByRole('alert')).textContent).toContain('refuses connections on port 587.');
    const server = screen.getByRole('textbox', { name: 'SMTP server' });
    await user.clear(server);
    await user.type(server, 'smtp.example.com');
    await user.click(button);
    expect(await screen.findByText(/took the test\. Look into the mailbox of portal@example\.com/)).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('MAIL-1: says why mails are not going out', async () => {
    const world = busyWorld();
    world.mail = {
      ...mailState({ isOn: true }),
      reason: 'smtp.example.com refuses connections on port 587.',
      queued: 3,
    };
    renderApp('/settings/mail', world);
    const card = await screen.findByRole('region', { name: 'Mails are not going out' });
    expect(within(card).getByRole('alert').textContent).toContain('refuses connections');
    expect(within(card).getByText('3 mails')).toBeTruthy();
  });
});

describe('Outbox', () => {
  const sending = () => {
    const world = busyWorld();
    world.mail = { ...mailState({ isOn: true }), held: 2 };
    for (const mail of world.mails) mail.sends = true;
    return world;
  };

  it('MAIL-1: without a server it says so and where to set one up', async () => {
    renderApp('/outbox');
    const link = await screen.findByRole('link', { name: 'Set up mail' });
    expect(link.getAttribute('href')).toContain('/settings/mail');
    expect(screen.queryByRole('button', { name: /Send all/ })).toBeNull();
  });

  it('MAIL-1: held mails are sent at once, chosen or all, and what can’t be is said', async () => {
    const { user, world } = renderApp('/outbox', sending());
    await user.click(await screen.findByRole('checkbox', { name: 'Select all shown' }));
    await user.click(screen.getByRole('button', { name: 'Send now' }));
    expect(await screen.findByText(/2 mails on the way\. 1 mail left as it was:/)).toBeTruthy();
    expect(world.mails.map(({ mail }) => mail.state)).toEqual(['queued', 'queued', 'sent']);
  });

  it('MAIL-1: a failed mail shows every attempt, and is tried again or cancelled', async () => {
    const world = sending();
    const [first] = world.mails;
    if (!first) throw new Error('no mail');
    first.mail.state = 'failed';
    first.mail.lastError = 'The mail server refused omar@halden.example. It said: 550 no such person';
    first.attempts = [
      { id: 2, at: new Date().toISOString(), outcome: 'refused', reason: first.mail.lastError },
      { id: 1, at: new Date().toISOString(), outcome: 'later', reason: 'It was busy.' },
    ];
    const { user } = renderApp('/outbox?open=1', world);
    const attempts = await screen.findByRole('region', { name: 'Attempts' });
    expect(within(attempts).getAllByRole('listitem')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(first.mail.state).toBe('queued'));
    await user.click(await screen.findByRole('button', { name: 'Cancel mail' }));
    const dialog = await screen.findByRole('dialog', { name: 'Cancel this mail?' });
    await user.click(within(dialog).getByRole('button', { name: 'Cancel mail' }));
    await waitFor(() => expect(first.mail.state).toBe('cancelled'));
  });
});
