// Puts the PDF viewer's library, which the portal carries, where the interface serves it from.
import { copyFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const from = fileURLToPath(new URL('../../backend/portal/assets/', import.meta.url));
const to = fileURLToPath(new URL('../public/viewer/', import.meta.url));
mkdirSync(to, { recursive: true });
for (const name of ['pdf.min.mjs', 'pdf.worker.min.mjs']) copyFileSync(from + name, to + name);
