import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { busyWorld, emptyWorld } from '@/testing/data';
import { renderApp } from '@/testing/render';

describe('Home', () => {
  it('ADM-1: the guide’s eight steps, each with the button that leads there', async () => {
    renderApp('/', emptyWorld());
    const guide = await screen.findByRole('region', { name: 'Setting up the Partner Portal' });
    expect(within(guide).getAllByRole('listitem')).toHaveLength(8);
    expect((await within(guide).findAllByRole('link')).length).toBe(8);
    expect(within(guide).getByText('0 of 8 done')).toBeTruthy();
    expect(screen.getByText('Nothing needs you right now.')).toBeTruthy();
  });

  it('PRT-1: Copy URL copies the link where it is there already', async () => {
    const { user } = renderApp('/');
    await user.click(await screen.findByRole('button', { name: 'Copy URL' }));
    await waitFor(() =>
      expect(navigator.clipboard.readText()).resolves.toBe('https://partners.northwind.example/register'),
    );
  });

  it('draws the registrations of twelve weeks and says them in words', async () => {
    renderApp('/');
    const chart = await screen.findByRole('img', { name: /64 partners registered in 12 weeks/ });
    expect(chart.innerHTML).not.toContain('NaN');
  });
});

describe('the listener’s card', () => {
  it('SET-5: starts and stops with one click, from any screen', async () => {
    const { user, world } = renderApp('/outbox', emptyWorld());
    const card = await screen.findByRole('region', { name: 'Portal' });
    await user.click(await within(card).findByRole('button', { name: 'Start' }));
    expect(await within(card).findByText('Portal is open')).toBeTruthy();
    expect(world.listener.running).toBe(true);
    await user.click(within(card).getByRole('button', { name: 'Stop' }));
    expect(await within(card).findByText('Portal is stopped')).toBeTruthy();
  });

  it('SET-5: shows the exact reason when it can’t start', async () => {
    const world = emptyWorld();
    world.listener.problem = 'Port 8787 is taken by another program.';
    renderApp('/settings/listener', world);
    expect(await screen.findAllByText('Port 8787 is taken by another program.')).toHaveLength(2);
  });
});

describe('a program that does not answer any more', () => {
  it('says so over the screen, with a way to try again', async () => {
    renderApp('/settings/general-that-is-not-there', emptyWorld(), {
      Listener: {
        State: () => {
          throw JSON.stringify({ code: 'unavailable', message: 'The program does not answer.' });
        },
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The program does not answer.');
    expect(within(alert).getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});

describe('Assessments', () => {
  it('ASM-2: problems are listed with line, column and place', async () => {
    const { user } = renderApp('/assessments');
    await user.click(await screen.findByRole('button', { name: 'Import' }));
    const dialog = await screen.findByRole('dialog', { name: 'Import an assessment' });
    await user.click(within(dialog).getByRole('textbox', { name: 'Definition' }));
    await user.paste('not a definition');
    await user.click(within(dialog).getByRole('button', { name: 'Import' }));
    const problems = await within(dialog).findByRole('alert');
    for (const words of ['1 problem', '3', '14', 'sections[0].questions[2].choices', 'Give at least two choices.']) {
      expect(problems.textContent).toContain(words);
    }
  });

  it('ASM-2: a sample is imported and opened', async () => {
    const { user } = renderApp('/assessments');
    await user.click(await screen.findByRole('button', { name: 'Import' }));
    await user.click(await screen.findByRole('button', { name: 'Import Team Health Check' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Team Health Check' })).toBeTruthy();
  });

  it('ASM-3: publishing asks first and says what it freezes', async () => {
    const { user, world } = renderApp('/assessments/1');
    await user.click(await screen.findByRole('button', { name: 'Publish' }));
    const dialog = await screen.findByRole('dialog', { name: 'Publish version 2 of Leadership Check?' });
    await user.click(within(dialog).getByRole('button', { name: 'Publish' }));
    await waitFor(() => expect(world.assessments[0]?.versions[0]?.state).toBe('published'));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull());
  });
});

describe('Outbox', () => {
  it('MAIL-1: a mail is read, with what may be taken away', async () => {
    renderApp('/outbox?open=1');
    expect(await screen.findByText(/your account is ready/)).toBeTruthy();
    for (const name of ['Copy mail', 'Copy subject', 'Copy text', 'Save .eml']) {
      expect(screen.getByRole('button', { name })).toBeTruthy();
    }
  });

  it('MAIL-1: a blanked one says so and offers nothing to copy', async () => {
    renderApp('/outbox?open=3');
    expect(await screen.findByText('The text is not kept any more')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Copy text' })).toBeNull();
  });
});

describe('Site Text', () => {
  it('TXT-2: an unknown placeholder is said with its line beside the text', async () => {
    const { user } = renderApp('/settings/features/site-text/text_1');
    const field = await screen.findByRole('textbox', { name: 'Text' });
    await user.click(field);
    await user.paste('{{nobody}}');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Line 1: {{nobody}} is not a placeholder of this text.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(field));
  });

  it('TXT-2: the preview can do nothing', async () => {
    renderApp('/settings/features/site-text/text_1');
    const frame = await screen.findByTitle('Preview of Partner Portal Initiation Text');
    expect(frame.getAttribute('sandbox')).toBe('');
    await waitFor(() => expect(frame.getAttribute('srcdoc')).toContain('Become a partner'));
  });
});

describe('every list', () => {
  it.each([
    ['/users', 'Mara Lindqvist'],
    ['/responses', 'Aino Virtanen'],
    ['/registrations', 'Halden AS'],
    ['/outbox', 'Activate your account'],
    ['/assessments', 'Leadership Check'],
  ])('%s shows its rows', async (address, name) => {
    renderApp(address, busyWorld());
    expect((await screen.findAllByText(new RegExp(name))).length).toBeGreaterThan(0);
  });

  it.each([
    ['/users', 'No users yet'],
    ['/responses', 'No responses yet'],
    ['/assessments', 'No assessments yet'],
    ['/outbox', 'No mails yet'],
  ])('%s says what it is for while it is empty', async (address, title) => {
    renderApp(address, emptyWorld());
    expect(await screen.findByRole('heading', { name: title })).toBeTruthy();
  });

  it('UX: says its order in the header and turns it round', async () => {
    const { user } = renderApp('/users');
    const header = await screen.findByRole('columnheader', { name: 'Name' });
    expect(header.getAttribute('aria-sort')).toBe('ascending');
    await user.click(within(header).getByRole('button', { name: 'Name' }));
    await waitFor(() => expect(header.getAttribute('aria-sort')).toBe('descending'));
    expect(window.location.hash).toContain('sort=-name');
  });

  it('SEC-37: a hostile name is words, not markup', async () => {
    renderApp('/organizations');
    expect(await screen.findByRole('button', { name: '<script>alert("partner")</script>' })).toBeTruthy();
    expect(document.querySelector('main script')).toBeNull();
  });

  it('SEC-31: an error of ours gives the request and no internals', async () => {
    renderApp('/users', busyWorld(), {
      Users: {
        List: () => {
          throw JSON.stringify({ code: 'internal', message: 'Something went wrong on our side.', request_id: 'r-77' });
        },
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Request r-77');
    expect(within(alert).getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});
