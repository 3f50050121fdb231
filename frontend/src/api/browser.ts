import { texts } from '@/app/texts';
import { Fault, toFault } from './fault';

/**
 * The same call surface as the desktop window's, over loopback HTTP: every
 * `window.go.bindings.<Struct>.<Method>(…)` becomes `POST /call/<Struct>/<Method>` with the JSON array of arguments.
 * In the window the bindings are there from the start and nothing is installed.
 */
export function installBrowserShell(target: Window & typeof globalThis = window): void {
  const host = target as unknown as Record<string, unknown>;
  if (host.go) return;
  host.go = { bindings: structs() };
}

type Method = (...args: unknown[]) => Promise<unknown>;

function structs(): Record<string, Record<string, Method>> {
  return new Proxy({} as Record<string, Record<string, Method>>, {
    get: (_, struct) => (typeof struct === 'string' ? methods(struct) : undefined),
  });
}

function methods(struct: string): Record<string, Method> {
  return new Proxy({} as Record<string, Method>, {
    get: (_, method) => (typeof method === 'string' ? (...args: unknown[]) => post(struct, method, args) : undefined),
  });
}

function post(struct: string, method: string, args: unknown[]): Promise<unknown> {
  return send(`/call/${struct}/${method}`, JSON.stringify(args), { 'Content-Type': 'application/json' });
}

/** Posts a body to the program and gives its answer; whatever goes wrong is a Fault. */
export async function send(address: string, body: BodyInit, headers: HeadersInit = {}): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(address, { method: 'POST', headers, body, credentials: 'same-origin' });
  } catch {
    throw new Fault({ code: 'unavailable', message: texts.app.noAnswer });
  }
  const text = await answer.text();
  if (!answer.ok) throw toFault(text);
  return text === '' ? undefined : JSON.parse(text);
}
