/**
 * The control socket of a served data folder: how the command line asks the running server to do
 * what only the one writer may do.
 *
 * A Unix socket inside the folder, open to its owner alone. One line of JSON asks, one answers.
 */
import { chmod, rm } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { failed, failure, type Result } from '../../schema/failures.ts';

export interface ControlRequest {
  readonly command: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

export type ControlHandler = (request: ControlRequest) => Promise<Result<unknown>>;

export interface ControlSocket {
  close(): Promise<void>;
}

function socketPath(folder: string): string {
  return join(folder, 'control.sock');
}

/** The caller holds the folder's lock, so a socket that is already there is a dead one. */
export async function openControlSocket(
  folder: string,
  handle: ControlHandler,
): Promise<ControlSocket> {
  const path = socketPath(folder);
  await rm(path, { force: true });
  const server = createServer((socket) => void answer(socket, handle));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  await chmod(path, 0o600);
  return {
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** `undefined` where no server has the folder. */
export async function askControlSocket(
  folder: string,
  request: ControlRequest,
): Promise<Result<unknown> | undefined> {
  const socket = createConnection(socketPath(folder));
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('connect', resolve);
    });
  } catch {
    return undefined;
  }
  socket.write(`${JSON.stringify(request)}\n`);
  try {
    for await (const line of createInterface({ input: socket })) {
      return JSON.parse(line) as Result<unknown>;
    }
    return failed(failure('internal-error', {}));
  } finally {
    socket.destroy();
  }
}

async function answer(socket: Socket, handle: ControlHandler): Promise<void> {
  socket.on('error', () => socket.destroy());
  for await (const line of createInterface({ input: socket })) {
    socket.end(`${JSON.stringify(await answerTo(line, handle))}\n`);
    return;
  }
}

async function answerTo(line: string, handle: ControlHandler): Promise<Result<unknown>> {
  try {
    return await handle(JSON.parse(line) as ControlRequest);
  } catch {
    return failed(failure('internal-error', {}));
  }
}
