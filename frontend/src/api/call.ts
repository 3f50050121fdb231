import { toFault } from './fault';

/** A generated model without its methods: what really crosses the bridge. */
export type Plain<T> = T extends (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { [Key in keyof T as T[Key] extends (...args: never[]) => unknown ? never : Key]: Plain<T[Key]> }
    : T;

type Method = (...args: never[]) => Promise<unknown>;

type Called<T> = T extends (...args: infer Args) => Promise<infer Result>
  ? (...args: { [Index in keyof Args]: Plain<Args[Index]> }) => Promise<Plain<Result>>
  : never;

/** The methods of one bound struct, each rejecting with a Fault and nothing else. */
export type Calls<Struct> = { [Name in keyof Struct]: Called<Struct[Name]> };

/** Waits for a bridge call; whatever it rejects with leaves here as a Fault. */
export async function call<Result>(bridge: () => Promise<Result>): Promise<Result> {
  try {
    return await bridge();
  } catch (thrown) {
    throw toFault(thrown);
  }
}

/** Wraps the generated functions of one bound struct in `call`. */
export function calls<Struct extends Record<string, Method>>(struct: Struct): Calls<Struct> {
  return Object.fromEntries(
    Object.entries(struct).map(([name, method]) => [name, (...args: never[]) => call(() => method(...args))]),
  ) as Calls<Struct>;
}
