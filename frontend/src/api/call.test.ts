import { describe, expect, it } from 'vitest';
import { call, calls } from './call';
import { Fault } from './fault';

describe('call', () => {
  it('passes the result on', async () => {
    await expect(call(async () => 7)).resolves.toBe(7);
  });

  it('rejects with a Fault, whatever the bridge rejected with', async () => {
    await expect(call(() => Promise.reject('{"code":"forbidden","message":"Not allowed."}'))).rejects.toMatchObject({
      code: 'forbidden',
      message: 'Not allowed.',
    });
    await expect(call(() => Promise.reject(42))).rejects.toBeInstanceOf(Fault);
  });

  it('turns a bridge that is not there into a Fault too', async () => {
    const missing = call(() => (window as unknown as { go: { x: () => Promise<void> } }).go.x());
    await expect(missing).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('calls', () => {
  it('wraps every method of a struct and passes its arguments', async () => {
    const struct = calls({
      Add: async (a: number, b: number) => a + b,
      Fail: async (): Promise<number> => Promise.reject(new Error('{"code":"gone","message":"Gone."}')),
    });
    await expect(struct.Add(2, 3)).resolves.toBe(5);
    await expect(struct.Fail()).rejects.toMatchObject({ code: 'gone' });
  });
});
