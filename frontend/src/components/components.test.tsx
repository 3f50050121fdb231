import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderPart } from '@/testing/render';
import { ConfirmButton } from './ConfirmButton';
import { CopyField } from './CopyField';
import { FilterChips } from './FilterChips';
import { SearchInput } from './SearchInput';

describe('CopyField', () => {
  it('ORG-3: copies its whole value and says what was copied', async () => {
    const { user } = renderPart(<CopyField label="Organization key" value="&org=KEY" />);
    const field = screen.getByRole('textbox', { name: 'Organization key' }) as HTMLInputElement;
    expect(field.value).toBe('&org=KEY');
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Organization key copied'));
    await expect(navigator.clipboard.readText()).resolves.toBe('&org=KEY');
  });
});

describe('ConfirmButton', () => {
  const confirm = { title: 'Delete Halden?', sentence: '3 users are deleted.', confirm: 'Delete for good' };

  it('says what will happen before it acts', async () => {
    const act = vi.fn(async () => undefined);
    const { user } = renderPart(
      <ConfirmButton {...confirm} onConfirm={act}>
        Delete
      </ConfirmButton>,
    );
    await user.click(screen.getByRole('button', { name: 'Delete' }));
    const dialog = await screen.findByRole('dialog', { name: 'Delete Halden?' });
    expect(dialog.textContent).toContain('3 users are deleted.');
    expect(act).not.toHaveBeenCalled();
    await user.click(within(dialog).getByRole('button', { name: 'Delete for good' }));
    expect(act).toHaveBeenCalledOnce();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('asks for the name to be typed for what can’t be undone', async () => {
    const act = vi.fn(async () => undefined);
    const { user } = renderPart(
      <ConfirmButton {...confirm} typeName="Halden" onConfirm={act}>
        Delete
      </ConfirmButton>,
    );
    await user.click(screen.getByRole('button', { name: 'Delete' }));
    const field = await screen.findByRole('textbox', { name: 'Type “Halden” to confirm' });
    await user.type(field, 'Hald{Enter}');
    expect(act).not.toHaveBeenCalled();
    await user.type(field, 'en{Enter}');
    expect(act).toHaveBeenCalledOnce();
  });

  it('shows a refusal in the dialog, which stays', async () => {
    const refuse = () => Promise.reject('{"code":"conflict","message":"Two responses are still there."}');
    const { user } = renderPart(
      <ConfirmButton {...confirm} onConfirm={refuse}>
        Delete
      </ConfirmButton>,
    );
    await user.click(screen.getByRole('button', { name: 'Delete' }));
    await user.click(await screen.findByRole('button', { name: 'Delete for good' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Two responses are still there.');
    expect(screen.getByRole('dialog')).toBeTruthy();
  });
});

describe('SearchInput', () => {
  it('gets the focus with / and searches as one types', async () => {
    const search = vi.fn();
    const { user } = renderPart(<SearchInput label="Search users" value="" onChange={search} />);
    await user.keyboard('/');
    const field = screen.getByRole('searchbox', { name: 'Search users' });
    expect(document.activeElement).toBe(field);
    await user.keyboard(' halden ');
    await waitFor(() => expect(search).toHaveBeenLastCalledWith('halden'));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(search).toHaveBeenLastCalledWith(''));
  });
});

describe('FilterChips', () => {
  const filters = [{ key: 'level', label: 'Level', options: [{ value: '2', label: 'Level 2' }] }];

  it('adds a filter from the menu and takes it away by its chip', async () => {
    const change = vi.fn();
    const { user } = renderPart(<FilterChips filters={filters} chosen={{}} onChange={change} />);
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Level: Level 2' }));
    expect(change).toHaveBeenCalledWith('level', '2');
  });

  it('shows what is in force', async () => {
    const change = vi.fn();
    const { user } = renderPart(<FilterChips filters={filters} chosen={{ level: '2' }} onChange={change} />);
    await user.click(screen.getByRole('button', { name: 'Remove filter Level: Level 2' }));
    expect(change).toHaveBeenCalledWith('level', '');
  });
});
