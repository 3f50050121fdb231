import { describe, expect, it } from 'vitest';
import { texts } from '@/app/texts';
import { Fault, toFault } from './fault';

const written = JSON.stringify({
  code: 'conflict',
  message: 'This name is taken.',
  fields: { name: 'Choose another name.' },
  mend: { label: 'Open General', to: '/settings/features/general' },
  request_id: 'r-1',
});

describe('a fault', () => {
  it.each([
    ['a JSON string', written],
    ['an Error around one', new Error(written)],
    ['an object', JSON.parse(written)],
  ])('is read from %s', (_, thrown) => {
    const fault = toFault(thrown);
    expect(fault).toBeInstanceOf(Fault);
    expect(fault).toMatchObject({
      code: 'conflict',
      message: 'This name is taken.',
      fields: { name: 'Choose another name.' },
      mend: { label: 'Open General', to: '/settings/features/general' },
      requestId: 'r-1',
    });
  });

  it.each([
    ['plain words', 'runtime error: index out of range'],
    ['an Error with plain words', new TypeError('x is undefined')],
    ['JSON without a message', '{"code":"invalid"}'],
    ['JSON that is no object', '"invalid"'],
    ['nothing', undefined],
    ['null', null],
  ])('SEC-31: says nothing of the inside when it is %s', (_, thrown) => {
    const fault = toFault(thrown);
    expect(fault.code).toBe('internal');
    expect(fault.message).toBe(texts.app.unexpected);
    expect(fault.fields).toEqual({});
  });

  it('takes an unknown code as ours', () => {
    expect(toFault('{"code":"teapot","message":"No."}').code).toBe('internal');
  });

  it('offers only a mend that leads to a screen', () => {
    expect(
      toFault('{"code":"conflict","message":"No.","mend":{"label":"Go","to":"https://elsewhere"}}').mend,
    ).toBeUndefined();
    expect(toFault('{"code":"conflict","message":"No.","mend":{"label":"","to":"/x"}}').mend).toBeUndefined();
  });

  it('stays the same when it is one already', () => {
    const fault = new Fault({ code: 'gone', message: 'Gone.' });
    expect(toFault(fault)).toBe(fault);
  });
});
