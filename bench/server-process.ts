/** A server in a process of its own, so that its processor time and memory can be told apart. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const COMMAND = join(import.meta.dirname, '..', 'server', 'cli', 'sabir.ts');
/** Those of `npm start`: see docs/settings.md. */
const NODE_OPTIONS = ['--min-semi-space-size=16', '--max-semi-space-size=16'];
/** Of the kernel's clock, in which `/proc` counts. */
const TICKS_PER_SECOND = 100;

export const ADMIN = { name: 'Admin', password: 'a password of some length' };

export interface ServerProcess {
  readonly url: string;
  /** Processor time that all threads of the server have used. */
  cpuMs(): number;
  residentMiB(): number;
  close(): Promise<void>;
}

/** Reads `/proc`: Linux only. */
export async function startServerProcess(folder: string): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...NODE_OPTIONS, COMMAND, 'serve'], {
    env: {
      ...process.env,
      SABIR_DATA: folder,
      SABIR_PORT: '0',
      SABIR_SEED: 'off',
      SABIR_LOG: 'error',
      SABIR_RATE_LIMIT: 'off',
      SABIR_ADMIN_USER: ADMIN.name,
      SABIR_ADMIN_PASSWORD: ADMIN.password,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const { pid } = child;
  const url = await readyUrl(child.stdout);
  if (pid === undefined || url === undefined) throw new Error('The server did not start');
  return {
    url,
    cpuMs: () => cpuMsOf(pid),
    residentMiB: () => residentMiBOf(pid),
    async close() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function readyUrl(output: NodeJS.ReadableStream): Promise<string | undefined> {
  for await (const line of createInterface({ input: output })) {
    const ready = /^sabir ready on (\S+)$/.exec(line);
    if (ready !== null) return ready[1];
  }
  return undefined;
}

function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // the command's name, in brackets, may hold spaces
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user = '', system = ''] = fields.slice(11, 13);
  return ((Number(user) + Number(system)) / TICKS_PER_SECOND) * 1000;
}

function residentMiBOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}
