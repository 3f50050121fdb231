import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The program under test. */
export const binary = process.env.PORTICO_SERVER ?? resolve(import.meta.dirname, '../../bin/portico-server');

/** What `portico-server demo` prints. */
export interface Demo {
  site: string;
  registration_url: string;
  registration_url_with_parent: string;
  parent: string;
  sign_in_url: string;
  assessments_of_model_user: string[];
  assessments_all: string[];
}

/** One site in a folder of its own, and the program that serves it. */
export class Site {
  readonly folder = mkdtempSync(join(tmpdir(), 'portico-e2e-'));
  demo: Demo | undefined;
  private program: ChildProcess | undefined;

  /** The site's own file, for looking at it from outside. */
  get database(): string {
    return join(this.folder, 'data', 'portico.db');
  }

  private folders(): string[] {
    return ['--data', join(this.folder, 'data'), '--key-folder', join(this.folder, 'keys')];
  }

  /** Fills the site with sample data, whose links begin with the given address. */
  fill(listen: string): Demo {
    const printed = execFileSync(binary, ['demo', ...this.folders(), '--listen', listen], { encoding: 'utf8' });
    this.demo = JSON.parse(printed) as Demo;
    return this.demo;
  }

  /** Serves the administrator's interface and returns the link that opens it once. */
  serve(listen?: string): Promise<string> {
    const args = ['serve', ...this.folders(), '--admin', '127.0.0.1:0'];
    if (listen) args.push('--listen', listen);
    const program = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.program = program;
    return new Promise((done, fail) => {
      let printed = '';
      const read = (chunk: Buffer) => {
        printed += chunk.toString();
        const link = /http:\/\/\S+token=\S+/.exec(printed);
        if (link) done(link[0]);
      };
      program.stdout?.on('data', read);
      program.stderr?.on('data', read);
      program.once('exit', (code) => fail(new Error(`portico-server ended with ${code}:\n${printed}`)));
    });
  }

  async end(): Promise<void> {
    const program = this.program;
    if (program && program.exitCode === null) {
      const ended = new Promise((done) => program.once('exit', done));
      program.kill('SIGTERM');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A port of this machine that nobody uses just now. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))));
    });
  });
}
