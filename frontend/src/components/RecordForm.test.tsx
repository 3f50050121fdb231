import { TextInput } from '@mantine/core';
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { renderPart } from '@/testing/render';
import { RecordForm } from './RecordForm';
import { complaintsOf, useRecordForm } from './useRecordForm';

interface Values extends Record<string, unknown> {
  first: string;
  second: string;
}

function Sample({ save }: { save: (values: Values) => Promise<Values> }) {
  const record = useRecordForm<Values, Values>({
    initial: { first: 'a', second: 'b' },
    save,
    onSaved: (saved) => saved,
  });
  return (
    <RecordForm record={record} label="Sample">
      <TextInput label="First" {...record.form.getInputProps('first')} />
      <TextInput label="Second" {...record.form.getInputProps('second')} />
    </RecordForm>
  );
}

const keep = () => vi.fn(async (values: Values) => values);
const field = (name: string) => screen.getByRole('textbox', { name });

function Shared({ save, present }: { save: (values: Values) => Promise<Values>; present: () => Promise<Values> }) {
  const record = useRecordForm<Values, Values>({
    initial: { first: 'a', second: 'b' },
    save,
    present,
    onSaved: (saved) => saved,
  });
  return (
    <RecordForm record={record} label="Sample">
      <TextInput label="First" {...record.form.getInputProps('first')} />
      <TextInput label="Second" {...record.form.getInputProps('second')} />
    </RecordForm>
  );
}

describe('a form', () => {
  it('loads what somebody else changed meanwhile without losing what was typed', async () => {
    const save = vi
      .fn(async (values: Values) => values)
      .mockRejectedValueOnce(
        '{"code":"conflict","message":"Changed meanwhile.","fields":{"seen":"Changed meanwhile."}}',
      );
    const { user } = renderPart(<Shared save={save} present={async () => ({ first: 'a', second: 'theirs' })} />);
    await user.type(field('First'), 'x{Enter}');
    expect(await screen.findByText('Changed meanwhile.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Load what is saved now and keep what I typed' }));
    await waitFor(() => expect((field('Second') as HTMLInputElement).value).toBe('theirs'));
    expect((field('First') as HTMLInputElement).value).toBe('ax');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(save).toHaveBeenLastCalledWith({ first: 'ax', second: 'theirs' }));
  });

  it('shows Save and Discard only once something has changed', async () => {
    const { user } = renderPart(<Sample save={keep()} />);
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
    await user.type(field('First'), 'x');
    expect(screen.getByRole('button', { name: 'Save' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Discard' }));
    expect((field('First') as HTMLInputElement).value).toBe('a');
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  });

  it('saves with Ctrl+S and is unchanged afterwards', async () => {
    const save = keep();
    const { user } = renderPart(<Sample save={save} />);
    await user.type(field('Second'), 'x');
    await user.keyboard('{Control>}s{/Control}');
    await waitFor(() => expect(save).toHaveBeenCalledWith({ first: 'a', second: 'bx' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Save' })).toBeNull());
  });

  it('puts each sentence beside its field and the focus on the first', async () => {
    const refuse = vi.fn(() =>
      Promise.reject('{"code":"invalid","message":"Please check.","fields":{"second":"Choose another."}}'),
    );
    const { user } = renderPart(<Sample save={refuse} />);
    await user.type(field('First'), 'x{Enter}');
    expect(await screen.findByText('Choose another.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(field('Second')));
    expect(field('Second').getAttribute('aria-invalid')).toBe('true');
    expect(screen.queryByText('Please check.')).toBeNull();
    expect(screen.getByRole('button', { name: 'Save' })).toBeTruthy();
  });

  it('says a refusal that belongs to no field, with its request and the button that mends it', async () => {
    const refuse = vi.fn(() =>
      Promise.reject(
        '{"code":"conflict","message":"The portal is off.","mend":{"label":"Open General","to":"/general"},"request_id":"r-9"}',
      ),
    );
    const { user } = renderPart(<Sample save={refuse} />);
    await user.type(field('First'), 'x{Enter}');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The portal is off.');
    expect(alert.textContent).toContain('r-9');
    expect(screen.getByRole('button', { name: 'Open General' })).toBeTruthy();
  });

  it('does not let typed words be lost without asking', async () => {
    const { user, router } = renderPart(<Sample save={keep()} />);
    await user.type(field('First'), 'x');
    await router.navigate('/elsewhere');
    expect(await screen.findByRole('dialog', { name: 'Leave without saving?' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(router.state.location.pathname).toBe('/');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await router.navigate('/elsewhere');
    await user.click(await screen.findByRole('button', { name: 'Leave without saving' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/elsewhere'));
  });
});

describe('complaints', () => {
  it('are the first sentence for each field', () => {
    const check = z.object({ name: z.string().min(2, 'Too short.').regex(/^A/, 'Begin with A.') });
    expect(complaintsOf(check, { name: 'b' })).toEqual({ name: 'Too short.' });
    expect(complaintsOf(check, { name: 'Ab' })).toEqual({});
  });
});
