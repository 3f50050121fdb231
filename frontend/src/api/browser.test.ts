import { afterEach, describe, expect, it, vi } from 'vitest';
import { installBrowserShell } from './browser';
import { toFault } from './fault';

type Bound = { go: { bindings: Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>> } };
const bound = () => (window as unknown as Bound).go.bindings;
const answer = (body: string, status = 200) => vi.fn(async () => new Response(body, { status }));

afterEach(() => vi.unstubAllGlobals());

describe('the call surface in a browser', () => {
  it('posts the JSON array of arguments to /call/{Struct}/{Method}', async () => {
    const fetch = answer('{"id":3}');
    vi.stubGlobal('fetch', fetch);
    installBrowserShell();
    await expect(bound().Organizations?.Get?.(3, 'x')).resolves.toEqual({ id: 3 });
    expect(fetch).toHaveBeenCalledWith(
      '/call/Organizations/Get',
      expect.objectContaining({ method: 'POST', body: '[3,"x"]', credentials: 'same-origin' }),
    );
  });

  it('rejects with the fault that the server answers', async () => {
    vi.stubGlobal('fetch', answer('{"code":"not_found","message":"There is no such user."}', 404));
    installBrowserShell();
    await expect(bound().Users?.Get?.(1)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('takes an answer that is no fault as ours', async () => {
    vi.stubGlobal('fetch', answer('<html>Bad gateway</html>', 502));
    installBrowserShell();
    await expect(bound().Users?.Get?.(1)).rejects.toMatchObject({ code: 'internal' });
  });

  it('says that the program does not answer', async () => {
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('Failed to fetch')));
    installBrowserShell();
    const thrown = await bound().Home?.Overview?.().catch(toFault);
    expect(thrown).toMatchObject({ code: 'unavailable', message: expect.stringContaining('does not answer') });
  });

  it('gives nothing for a method without a result', async () => {
    vi.stubGlobal('fetch', answer(''));
    installBrowserShell();
    await expect(bound().Users?.Delete?.(1)).resolves.toBeUndefined();
  });

  it('leaves the bindings of the window alone', () => {
    const own = { bindings: {} };
    Object.assign(window, { go: own });
    installBrowserShell();
    expect((window as unknown as Bound).go).toBe(own);
  });
});
