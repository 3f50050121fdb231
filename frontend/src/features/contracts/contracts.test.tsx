import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { contractWorld } from '@/testing/contracts';
import { refuse } from '@/testing/fake';
import { renderApp } from '@/testing/render';

const button = (name: string) => screen.findByRole('button', { name });
const dialogOf = (name: string | RegExp) => screen.findByRole('dialog', { name });

describe('the list of contracts', () => {
  it('DOC-1: hostile names are text, and a document that is only to be read is not waited for', async () => {
    renderApp('/contracts', contractWorld());
    expect(await screen.findByText('<script>alert("contract")</script>')).toBeTruthy();
    expect(screen.getByText('3, 1 waiting')).toBeTruthy();
  });

  it('DOC-1: several are copied to another organization after it is said what happens', async () => {
    const { user, world } = renderApp('/contracts', contractWorld());
    await user.click(await screen.findByRole('checkbox', { name: 'Select Framework agreement' }));
    await user.click(screen.getByRole('checkbox', { name: /^Select <script>/ }));
    await user.click(await button('Copy'));
    const dialog = await dialogOf('Copy 2 contracts');
    expect(within(dialog).getByText(/2 contracts will be made, as drafts/)).toBeTruthy();
    expect(within(dialog).getByRole('checkbox', { name: 'With 4 documents' })).toBeTruthy();
    await user.click(within(dialog).getByRole('radio', { name: 'Another organization' }));
    expect(within(dialog).getByText(/Roles do/)).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Copy' }));
    expect(await within(dialog).findByText('Choose the organization of the copies.')).toBeTruthy();
    expect(world.contracts).toHaveLength(2);
    await user.type(within(dialog).getByRole('combobox', { name: 'Organization of the copies' }), 'Finland');
    await user.click(await screen.findByRole('option', { name: /Finland/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Copy' }));
    expect(await screen.findByText('2 contracts copied.')).toBeTruthy();
    expect(world.contracts.slice(2).map(({ input }) => input.organizationId)).toEqual([5, 5]);
    expect(world.contracts[2]?.documents).toHaveLength(3);
  });

  it('a refusal stands beside the choice of the organization', async () => {
    const sentence = 'The organization of “Framework agreement” is archived. Choose another one for the copies.';
    const Copy = () =>
      refuse({ code: 'invalid', message: 'Please check the marked fields.', fields: { organizationId: sentence } });
    const { user } = renderApp('/contracts/1', contractWorld(), { Contracts: { Copy } });
    await user.click(await button('Copy'));
    const dialog = await dialogOf('Copy 1 contract');
    await user.click(within(dialog).getByRole('button', { name: 'Copy' }));
    expect(await within(dialog).findByText(sentence)).toBeTruthy();
  });

  it('archiving many can be undone', async () => {
    const { user, world } = renderApp('/contracts', contractWorld());
    await user.click(await screen.findByRole('checkbox', { name: 'Select Framework agreement' }));
    await user.click(await button('Archive'));
    await waitFor(() => expect(world.contracts[0]?.archived).toBe(true));
    await user.click(await button('Undo'));
    await waitFor(() => expect(world.contracts[0]?.archived).toBe(false));
  });
});

describe('new contracts from a template', () => {
  it('DOC-1: errors stand beside their fields, then it is asked with the count, then made', async () => {
    const { user, world } = renderApp('/contracts/many', contractWorld());
    await user.click(await button('Go on'));
    expect(await screen.findByText('Give the contract a name.')).toBeTruthy();
    expect(screen.getByText('Choose at least one organization.')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Yearly');
    await user.click(screen.getByRole('combobox', { name: 'Template' }));
    await user.click(await screen.findByRole('option', { name: 'Terms' }));
    await user.click(await screen.findByRole('checkbox', { name: /^Halden AS/ }));
    const search = screen.getByRole('searchbox', { name: 'Search organizations' });
    await user.type(search, 'finl');
    await waitFor(() => expect(screen.queryByRole('checkbox', { name: /^Halden AS/ })).toBeNull());
    await user.click(await screen.findByRole('checkbox', { name: /^Finland/ }));
    expect(screen.getByText('2 selected')).toBeTruthy();
    await user.click(await button('Go on'));
    const dialog = await dialogOf('Make 2 contracts?');
    expect(within(dialog).getByText(/the contract “Yearly” with a document from “Terms”/)).toBeTruthy();
    expect(world.contracts).toHaveLength(2);
    await user.click(within(dialog).getByRole('button', { name: 'Make 2 contracts' }));
    expect(await screen.findByText(/2 contracts made/)).toBeTruthy();
    expect(world.contracts.slice(2).map(({ input, documents }) => [input.name, documents[0]?.title])).toEqual([
      ['Yearly', 'Terms for all'],
      ['Yearly', 'Terms for all'],
    ]);
    const [, close] = within(await dialogOf('Making the contracts')).getAllByRole('button', { name: 'Close' });
    await user.click(close as HTMLElement);
    await waitFor(() => expect(window.location.hash).toBe('#/contracts'));
  });

  it('all that a search finds are ticked with one box', async () => {
    const { user } = renderApp('/contracts/many?template=1', contractWorld());
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Yearly');
    await user.type(screen.getByRole('searchbox', { name: 'Search organizations' }), 'partner 1');
    await user.click(await screen.findByRole('checkbox', { name: 'All 11 organizations that match' }));
    await user.click(await button('Go on'));
    const dialog = await dialogOf('Make 11 contracts?');
    expect(within(dialog).getByText(/from “Terms”/)).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect((screen.getByRole('textbox', { name: 'Name' }) as HTMLInputElement).value).toBe('Yearly');
  });
});

describe('one contract', () => {
  it('a number that is taken is said beside its field', async () => {
    const { user } = renderApp('/contracts/new', contractWorld());
    await user.type(await screen.findByRole('textbox', { name: 'Number' }), 'NW-2026-1');
    await user.click(await button('Save'));
    const said = await screen.findByText('Another contract has this number.');
    expect(said).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Number' }));
  });

  it('DOC-1: a copy is opened', async () => {
    const { user, world } = renderApp('/contracts/1', contractWorld());
    await user.click(await button('Copy'));
    const dialog = await dialogOf('Copy 1 contract');
    await user.click(within(dialog).getByRole('checkbox', { name: 'With 3 documents' }));
    await user.click(within(dialog).getByRole('button', { name: 'Copy' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Framework agreement (copy)' })).toBeTruthy();
    expect(world.contracts[2]?.documents).toEqual([]);
  });

  it('DOC-2: a document is added from a template', async () => {
    const { user } = renderApp('/contracts/1', contractWorld());
    await user.click(await button('From a template'));
    const dialog = await dialogOf('From a template');
    await user.click(within(dialog).getByRole('combobox', { name: 'Template' }));
    await user.click(await screen.findByRole('option', { name: 'Terms' }));
    await user.click(within(dialog).getByRole('button', { name: 'Add the document' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Terms for all' })).toBeTruthy();
  });
});

describe('templates', () => {
  it('DOC-2: an unknown reserved word is said beside the text, and a saved one leads to many contracts', async () => {
    const { user, world } = renderApp('/contracts/templates/1', contractWorld());
    const text = await screen.findByRole('textbox', { name: 'Text' });
    await user.click(text);
    await user.paste('{{nobody}}');
    await user.click(await button('Save'));
    expect(await screen.findByText('Line 1: {{nobody}} is not a reserved word.')).toBeTruthy();
    await user.clear(text);
    await user.paste('We agree.');
    await user.click(await button('Save'));
    await waitFor(() => expect(world.contractTemplates[0]?.body).toBe('We agree.'));
    await user.click(screen.getByRole('link', { name: 'New contracts from it' }));
    expect(((await screen.findByRole('combobox', { name: 'Template' })) as HTMLInputElement).value).toBe('Terms');
  });
});

describe('documents', () => {
  it('DOC-7: says whom each waits for, and who is missing', async () => {
    renderApp('/documents', contractWorld());
    expect(await screen.findByText('Inger Dahl')).toBeTruthy();
    expect(screen.getByText('Nobody can sign it now')).toBeTruthy();
    expect(screen.getByText('To read')).toBeTruthy();
  });

  it('DOC-7: the filter of somebody beyond the first stretch is still named', async () => {
    const world = contractWorld();
    const People = vi.fn(({ id }: { id: number }) => ({
      items: id === 0 ? [] : [{ id, name: 'Zoe Zahn', email: '', waiting: 0, signed: 1, lastSignedAt: '' }],
      next: '',
      count: 1,
    }));
    renderApp('/documents?waits=77', world, { Contracts: { People } });
    expect(await screen.findByText('Waits for: Zoe Zahn')).toBeTruthy();
  });

  it('DOC-4: sending asks first, and says what has no value yet', async () => {
    const { user, world } = renderApp('/documents/3', contractWorld());
    await user.click(await button('Send'));
    const dialog = await dialogOf('Send Appendix?');
    expect(within(dialog).getByText(/frozen as the next version/)).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Send' }));
    expect(await screen.findByText('The document is sent.')).toBeTruthy();
    expect(world.contracts[0]?.documents[2]).toMatchObject({ state: 'sent', version: 1 });
    expect(await screen.findByText(/Without a value: \{\{contract.number\}\}/)).toBeTruthy();
  });

  it('DOC-4: what was typed is saved before it is asked to send, and a refusal of it keeps the question away', async () => {
    const { user, world } = renderApp('/documents/3', contractWorld());
    const title = await screen.findByRole('textbox', { name: 'Title' });
    await user.clear(title);
    await user.type(title, 'Appendix B');
    await user.click(await button('Send'));
    const dialog = await dialogOf('Send Appendix B?');
    expect(world.contracts[0]?.documents[2]?.title).toBe('Appendix B');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.clear(title);
    await user.click(await button('Send'));
    expect(await screen.findByText('Give the document a title.')).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('DOC-4: a refusal to send stays in the dialog', async () => {
    const Send = () => refuse({ code: 'conflict', message: 'These have no value yet: contract number.' });
    const { user } = renderApp('/documents/3', contractWorld(), { Contracts: { Send } });
    await user.click(await button('Send'));
    const dialog = await dialogOf('Send Appendix?');
    await user.click(within(dialog).getByRole('button', { name: 'Send' }));
    expect(await within(dialog).findByText('These have no value yet: contract number.')).toBeTruthy();
  });

  it('DOC-7: what is kept back from sending many is named with its reason', async () => {
    const { user } = renderApp('/documents', contractWorld());
    await user.click(await screen.findByRole('checkbox', { name: 'Select Agreement' }));
    await user.click(screen.getByRole('checkbox', { name: 'Select Appendix' }));
    await user.click(
      within(await screen.findByRole('region', { name: 'Selection' })).getByRole('button', { name: 'Send' }),
    );
    await user.click(within(await dialogOf('Send 2 documents?')).getByRole('button', { name: 'Send' }));
    expect(await screen.findByText(/Was sent already/)).toBeTruthy();
  });
});

describe('by signer', () => {
  it('DOC-7: loads stretch by stretch and leads to what waits for a person', async () => {
    const { user } = renderApp('/contracts/people', contractWorld());
    await user.type(await screen.findByRole('searchbox', { name: 'Search people' }), 'inger');
    await waitFor(() => expect(screen.queryByText('Mara Lindqvist')).toBeNull());
    await user.click(await screen.findByRole('button', { name: /^Inger Dahl/ }));
    await waitFor(() => expect(window.location.hash).toBe('#/documents?waits=2'));
  });
});
