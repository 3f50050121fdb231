import type { AuditEntry } from '@/api/types';
import { texts } from '@/app/texts';

const t = texts.audit;

const spaced = (name: string) => {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** What happened, in words: "organization.archive" is "Archived". */
export function actionWords(action: string): string {
  const verb = action.slice(action.indexOf('.') + 1);
  return t.actions[action] ?? t.verbs[verb] ?? spaced(verb);
}

/** What a record is called: "organization" is "Organization". */
export const subjectWords = (kind: string): string => t.subjects[kind] ?? spaced(kind);

/** Where the record's own screen is, '' where it has none. */
export function recordAddress({ subjectKind, subjectId }: AuditEntry): string {
  if (subjectId === 0) return '';
  const screens: Record<string, string> = {
    organization: `/organizations/${subjectId}`,
    user: `/users/${subjectId}`,
    assessment: `/assessments/${subjectId}`,
    link: `/links/${subjectId}`,
    mail: `/outbox?open=${subjectId}`,
    account_role: `/system/account-roles/${subjectId}`,
    organizational_role: '/system/organizational-roles',
  };
  return screens[subjectKind] ?? '';
}

export interface Difference {
  field: string;
  before: string;
  after: string;
}

/** The fields of an entry with what was before and after; '' where there was nothing. */
export function differences({ before, after }: AuditEntry): Difference[] {
  const was = objectOf(before);
  const is = objectOf(after);
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  return fields
    .map((field) => ({ field: spaced(field), before: written(was[field]), after: written(is[field]) }))
    .filter((one) => one.before !== '' || one.after !== '');
}

function objectOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text || '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function written(value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'boolean') return value ? texts.app.yes : texts.app.no;
  if (Array.isArray(value)) return value.map(written).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
