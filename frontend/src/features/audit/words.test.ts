import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '@/api/types';
import { actionWords, differences, recordAddress, subjectWords } from './words';

const entry = (parts: Partial<AuditEntry>) =>
  ({ subjectKind: '', subjectId: 0, before: '', after: '', ...parts }) as AuditEntry;

describe('ADM-6 an entry in words', () => {
  it.each([
    ['organization.create', 'Created'],
    ['signin.in', 'Signed in'],
    ['link.some_new_thing', 'Some new thing'],
    ['odd', 'Odd'],
  ])('says %s as “%s”', (action, words) => expect(actionWords(action)).toBe(words));

  it('names what it does not know by its own name', () => {
    expect(subjectWords('price_list')).toBe('Price list');
  });

  it('puts before and after side by side', () => {
    expect(
      differences(
        entry({
          before: '{"name":"A","tags":["x","y"],"gone":null}',
          after: '{"name":"B","is_on":true,"deep":{"a":1}}',
        }),
      ),
    ).toEqual([
      { field: 'Deep', before: '', after: '{"a":1}' },
      { field: 'Is on', before: '', after: 'Yes' },
      { field: 'Name', before: 'A', after: 'B' },
      { field: 'Tags', before: 'x, y', after: '' },
    ]);
  });

  it('survives values that are no objects', () => {
    expect(differences(entry({ before: 'nonsense', after: '3' }))).toEqual([]);
  });

  it('knows where a record is', () => {
    expect(recordAddress(entry({ subjectKind: 'user', subjectId: 3 }))).toBe('/users/3');
    expect(recordAddress(entry({ subjectKind: 'settings', subjectId: 0 }))).toBe('');
  });
});
