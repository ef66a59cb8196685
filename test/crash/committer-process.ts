/** Starts `committer.ts` in a process of its own and hears what it acknowledges. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface CommitterOptions {
  readonly folder: string;
  readonly clients: number;
  readonly durability?: 'full' | 'none';
  /** Ends by itself after so many; without it never. */
  readonly commits?: number;
  /** The program, with its arguments, that runs the committer: `strace …`. */
  readonly under?: readonly string[];
}

export interface Committer {
  readonly process: ChildProcess;
  /** Revisions acknowledged so far. */
  readonly acknowledged: readonly number[];
  /** What else it said: outcomes that are no acknowledgement. */
  readonly refusals: readonly string[];
  /** Resolves when this many were acknowledged, or the process ended. */
  reach(count: number): Promise<void>;
  readonly ended: Promise<{ code: number | null; errorText: string }>;
}

const PROGRAM = join(import.meta.dirname, 'committer.ts');

export function startCommitter(options: CommitterOptions): Committer {
  const { folder, clients, durability = 'full', commits, under = [] } = options;
  const [command, ...args] = [
    ...under,
    process.execPath,
    PROGRAM,
    folder,
    String(clients),
    durability,
    ...(commits === undefined ? [] : [String(commits)]),
  ];
  // Compiling the program would take longer than all that a test wants to see of it.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'sabir-compile-cache') };
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const acknowledged: number[] = [];
  const refusals: string[] = [];
  let errorText = '';
  child.stderr.on('data', (data: Buffer) => (errorText += data.toString()));
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const revision = /^ack (\d+)$/.exec(line)?.[1];
    if (revision === undefined) refusals.push(line);
    else acknowledged.push(Number(revision));
  });
  const ended = Promise.all([once(child, 'close'), once(lines, 'close')]).then(([[code]]) => ({
    code: code as number | null,
    errorText,
  }));
  return {
    process: child,
    acknowledged,
    refusals,
    ended,
    async reach(count) {
      while (child.exitCode === null && acknowledged.length < count) {
        await Promise.race([once(lines, 'line'), ended]);
      }
    },
  };
}
