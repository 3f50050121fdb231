// Puts the PDF viewer's library, which the portal carries, where the interface serves it from.
import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const from = fileURLToPath(new URL('../../backend/portal/assets/viewer/pdfjs/', import.meta.url));
const to = fileURLToPath(new URL('../public/viewer/', import.meta.url));
rmSync(to, { recursive: true, force: true });
cpSync(from, to, { recursive: true });
