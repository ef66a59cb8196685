/** The real command line, as processes of its own on temporary folders. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const COMMAND = join(import.meta.dirname, '..', '..', 'server', 'cli', 'sabir.ts');

export interface Finished {
  /** `undefined` where a signal ended it. */
  readonly code: number | undefined;
  readonly out: string;
  readonly err: string;
}

/** A folder that goes when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sabir-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function sabir(...words: readonly string[]): Promise<Finished> {
  return new SabirProcess(words).finished;
}

/** One command under way. Whatever becomes of the test, the process does not outlive it. */
export class SabirProcess {
  readonly finished: Promise<Finished>;
  readonly #child: ChildProcess;
  #out = '';
  #err = '';

  constructor(words: readonly string[], input = '') {
    const child = spawn(process.execPath, [COMMAND, ...words], { env: environment() });
    this.#child = child;
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.#out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#err += text));
    // A command that asks nothing may be gone before it is answered.
    child.stdin.on('error', () => undefined).end(input);
    this.finished = once(child, 'close').then(([code]: (number | null)[]) => ({
      code: code ?? undefined,
      out: this.#out,
      err: this.#err,
    }));
    onTestFinished(async () => {
      child.kill('SIGKILL');
      await this.finished;
    });
  }

  send(signal: 'SIGTERM' | 'SIGKILL'): void {
    this.#child.kill(signal);
  }

  /** The first match in what it has printed. Rejects where it ends without. */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    let over = false;
    void this.finished.then(() => (over = true));
    for (;;) {
      const match = pattern.exec(this.#out);
      if (match !== null) return match;
      if (over) throw new Error(`it ended without ${pattern.source}:\n${this.#out}${this.#err}`);
      await Promise.race([this.finished, once(this.#child.stdout ?? this.#child, 'data')]);
    }
  }
}

/** Ours without its settings, so that whoever runs the tests changes nothing by theirs. */
function environment(): NodeJS.ProcessEnv {
  const ours = Object.entries(process.env).filter(([name]) => !name.startsWith('SABIR_'));
  return { ...Object.fromEntries(ours), NO_COLOR: '1' };
}
