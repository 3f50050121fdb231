/** Looks at the interface without the program: `npm run dev`, then /dev.html (or /dev.html?empty). */
import { busyWorld, emptyWorld } from './data';
import { installFake } from './fake';

installFake(new URLSearchParams(window.location.search).has('empty') ? emptyWorld() : busyWorld());
await import('../main');
