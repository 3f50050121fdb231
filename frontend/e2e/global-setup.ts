import { existsSync } from 'node:fs';
import { binary } from './server';

/** Nothing is built here; what is missing is said. */
export default function globalSetup(): void {
  if (!existsSync(binary)) {
    throw new Error(`${binary} is not there. Run "make build" first, or set PORTICO_SERVER to the program.`);
  }
}
