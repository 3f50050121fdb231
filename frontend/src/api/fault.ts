import { texts } from '@/app/texts';

/** What can go wrong, as the program names it. */
export type FaultCode =
  | 'invalid'
  | 'not_found'
  | 'conflict'
  | 'forbidden'
  | 'unavailable'
  | 'unauthenticated'
  | 'too_many'
  | 'gone'
  | 'exhausted'
  | 'internal';

const CODES: readonly string[] = [
  'invalid',
  'not_found',
  'conflict',
  'forbidden',
  'unavailable',
  'unauthenticated',
  'too_many',
  'gone',
  'exhausted',
  'internal',
];

/** A button that leads to where the cause can be mended. */
export interface Mend {
  label: string;
  to: string;
}

/** The only error that a screen ever sees. `message` is meant for a person; `fields` has one sentence for each field. */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly fields: Record<string, string>;
  readonly mend: Mend | undefined;
  readonly requestId: string | undefined;

  constructor(parts: {
    code: FaultCode;
    message: string;
    fields?: Record<string, string>;
    mend?: Mend;
    requestId?: string;
  }) {
    super(parts.message);
    this.name = 'Fault';
    this.code = parts.code;
    this.fields = parts.fields ?? {};
    this.mend = parts.mend;
    this.requestId = parts.requestId;
  }
}

/** Turns whatever a call rejected with (a JSON string, an Error around one, anything) into a Fault. */
export function toFault(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  const parsed = parse(thrown);
  if (parsed) return parsed;
  return new Fault({ code: 'internal', message: texts.app.unexpected });
}

function parse(thrown: unknown): Fault | undefined {
  const text = typeof thrown === 'string' ? thrown : thrown instanceof Error ? thrown.message : undefined;
  const value = text === undefined ? thrown : decode(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const { code, message, fields, mend, request_id } = value as Record<string, unknown>;
  if (typeof message !== 'string' || message === '') return undefined;
  return new Fault({
    code: isCode(code) ? code : 'internal',
    message,
    fields: sentences(fields),
    mend: isMend(mend) ? mend : undefined,
    requestId: typeof request_id === 'string' && request_id !== '' ? request_id : undefined,
  });
}

function decode(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isCode = (value: unknown): value is FaultCode => typeof value === 'string' && CODES.includes(value);

function isMend(value: unknown): value is Mend {
  if (typeof value !== 'object' || value === null) return false;
  const { label, to } = value as Record<string, unknown>;
  return typeof label === 'string' && label !== '' && typeof to === 'string' && to.startsWith('/');
}

function sentences(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}
