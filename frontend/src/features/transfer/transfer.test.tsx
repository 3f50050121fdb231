import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { TaskState, TransferReport } from '@/api/types';
import { busyWorld } from '@/testing/data';
import { refuse } from '@/testing/fake';
import { renderApp } from '@/testing/render';

const ended = (id: string): TaskState => ({
  id,
  label: '',
  phase: '',
  done: 0,
  total: 0,
  state: 'done',
  fault: undefined,
  file: { path: '', name: '', address: '' },
});

const report = (changes: Partial<TransferReport>): TransferReport => ({
  rows: 4,
  inserted: 0,
  updated: 0,
  unchanged: 0,
  activations: 0,
  renamedCount: 0,
  renamed: [],
  errorCount: 0,
  errors: [],
  sha256: '',
  ...changes,
});

const preview = {
  fields: [
    { name: 'external_id', label: 'External id', help: 'What your other system calls it.' },
    { name: 'name', label: 'Name', help: '' },
  ],
  format: 'csv',
  encoding: 'Windows-1252',
  separator: ';',
  sheets: [],
  sheet: '',
  headers: ['id', 'title', 'more'],
  rows: [['1', 'Acme', 'x']],
  mapping: ['external_id', 'name', ''],
};

function open(changes: Record<string, (...args: never[]) => unknown> = {}, address = '/organizations/import') {
  const world = busyWorld();
  world.site = { ...world.site, shell: 'desktop' };
  const Check = vi.fn(() => ended('check'));
  const Import = vi.fn(() => ended('import'));
  const app = renderApp(address, world, {
    Application: { ChooseFile: () => ({ token: 'T', name: 'partners.csv', size: 4_000_000 }) },
    Tasks: { State: (id: string) => ended(id), Cancel: (id: string) => ended(id) },
    Transfer: {
      Preview: () => preview,
      Check,
      Import,
      Report: (id: string) =>
        id === 'check'
          ? report({
              inserted: 2,
              errorCount: 1,
              errors: [{ line: 3, reason: 'Parent: nobody' }],
              renamedCount: 1,
              renamed: [{ line: 4, from: 'Acme', to: 'Acme (2)' }],
            })
          : report({ inserted: 2, errorCount: 1 }),
      ...changes,
    },
  });
  return { ...app, Check, Import };
}

const chosenIn = (name: string) => screen.getByRole<HTMLSelectElement>('combobox', { name }).value;

describe('importing', () => {
  it('ADM-4: goes from the file over the check to the summary', async () => {
    const { user, Check, Import } = open();
    await user.click(await screen.findByRole('button', { name: 'Choose a file' }));
    expect(await screen.findByText('CSV, Windows-1252, separated by semicolons · 4 MB')).toBeTruthy();
    const column = screen.getByRole('combobox', { name: 'Column 3: more' });
    await user.selectOptions(column, 'Name');
    expect(chosenIn('Column 2: title')).toBe('');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Column 2: title' }), 'Name');
    expect(chosenIn('Column 3: more')).toBe('');

    await user.click(screen.getByRole('radio', { name: 'Insert and update' }));
    await user.click(screen.getByRole('button', { name: 'Check the file' }));
    const heading = await screen.findByRole('heading', { name: 'What an import would do' });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    expect(Check).toHaveBeenCalledWith({
      kind: 'organizations',
      token: 'T',
      sheet: '',
      noHeader: false,
      mapping: ['external_id', 'name', ''],
      mode: 'update',
      sendActivation: false,
    });
    expect(within(screen.getByRole('region', { name: 'Rows with errors' })).getByText('Parent: nobody')).toBeTruthy();
    expect(screen.getByText('Acme (2)')).toBeTruthy();
    expect(Import).not.toHaveBeenCalled();

    await user.click(screen.getByRole('button', { name: 'Import 2 rows' }));
    const imported = await screen.findByRole('heading', { name: 'Imported' });
    await waitFor(() => expect(document.activeElement).toBe(imported));
    expect(Import).toHaveBeenCalledTimes(1);
    expect(screen.getByRole('link', { name: 'Show organizations' })).toBeTruthy();
  });

  it('ADM-4: what was checked counts no more once something is changed', async () => {
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Choose a file' }));
    await user.click(await screen.findByRole('button', { name: 'Check the file' }));
    await screen.findByRole('button', { name: 'Import 2 rows' });
    await user.click(screen.getByRole('checkbox', { name: 'The first row has the names of the columns' }));
    expect(screen.queryByRole('button', { name: 'Import 2 rows' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Check the file' })).toBeTruthy();
    expect(screen.getByText('title')).toBeTruthy();
  });

  it('ADM-4: says when nothing would change', async () => {
    const { user } = open({ Report: () => report({ unchanged: 4 }) });
    await user.click(await screen.findByRole('button', { name: 'Choose a file' }));
    await user.click(await screen.findByRole('button', { name: 'Check the file' }));
    expect(await screen.findByRole('heading', { name: 'Nothing to import' })).toBeTruthy();
    expect(screen.getByText('4 rows are there already, and nothing in them has changed.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Import \d/ })).toBeNull();
  });

  it('SEC-38: says in words why a file is refused', async () => {
    const { user } = open({ Preview: () => refuse({ code: 'invalid', message: 'This is a PDF, not a table.' }) });
    await user.click(await screen.findByRole('button', { name: 'Choose a file' }));
    expect((await screen.findByRole('alert')).textContent).toContain('This is a PDF, not a table.');
    expect(screen.queryByRole('button', { name: 'Check the file' })).toBeNull();
  });

  it('SIG-2: offers to send activation to users', async () => {
    const { user, Check } = open({}, '/users/import');
    await user.click(await screen.findByRole('button', { name: 'Choose a file' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Send activation' }));
    await user.click(screen.getByRole('button', { name: 'Check the file' }));
    await screen.findByRole('button', { name: 'Import 2 rows' });
    expect(Check).toHaveBeenCalledWith(expect.objectContaining({ kind: 'users', sendActivation: true }));
  });
});

describe('exporting', () => {
  it('ADM-4: asks for what the list shows', async () => {
    const ExportOrganizations = vi.fn(() => ended('export'));
    const { user } = open({ ExportOrganizations }, '/organizations?q=nord&level=2&sort=-created&view=list');
    await user.click(await screen.findByRole('button', { name: 'Export' }));
    await user.click(await screen.findByRole('menuitem', { name: 'XLSX (Excel)' }));
    expect(ExportOrganizations).toHaveBeenCalledWith(
      expect.objectContaining({ search: 'nord', level: 2, sort: '-created' }),
      [],
      'xlsx',
    );
  });
});
