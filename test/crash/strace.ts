/** Runs a program under strace, and reads what it did to its files. Debian: `apt-get install strace`. */
import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { describe } from 'vitest';

const probe = spawnSync('strace', ['-f', '-o', '/dev/null', 'true']);

/** A `describe` that is reported as skipped where strace is absent or may not trace. */
export const describeWithStrace = probe.status === 0 ? describe : describe.skip;

/** What a process did, in order. Writes are there when they begin, syncs when they have ended. */
export type FileEvent =
  | {
      readonly kind: 'write';
      readonly path: string;
      readonly offset: number;
      readonly data: Buffer;
    }
  | { readonly kind: 'truncate'; readonly path: string; readonly sizeBytes: number }
  /** From here on a sync of this file is under way: it covers what was written before. */
  | { readonly kind: 'sync-begins'; readonly path: string; readonly thread: string }
  | { readonly kind: 'sync-ends'; readonly path: string; readonly thread: string }
  | { readonly kind: 'unlink'; readonly path: string }
  /** The process told the world, on its standard output. */
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'sync-failed'; readonly path: string };

/** The arguments that record all this in `file`; the program follows. */
export function recordingTo(file: string, inject: readonly string[] = []): string[] {
  const calls = 'openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink';
  return [
    'strace',
    '-f',
    '--seccomp-bpf',
    '-xx',
    '-s',
    '100000',
    '-e',
    `trace=${calls}`,
    ...inject,
    '-o',
    file,
  ];
}

export async function* readRecording(file: string): AsyncGenerator<FileEvent> {
  const recording = new Recording();
  for await (const line of createInterface({ input: createReadStream(file, 'latin1') })) {
    yield* recording.read(line);
  }
}

const LINE = /^(\d+) +(.*)$/;
const CALL = /^(\w+)\((.*)$/;
const RESUMED = /^<\.\.\. (\w+) resumed>(.*)$/;
const RESULT = /\) += (-?\d+)(.*)$/;

/** Lines of several threads mix: a call may be cut into its beginning and its end. */
class Recording {
  readonly #paths = new Map<number, string>();
  /** Thread → the beginning of its unfinished call. */
  readonly #unfinished = new Map<string, string>();

  *read(line: string): Iterable<FileEvent> {
    const [, thread = '', rest = ''] = LINE.exec(line) ?? [];
    const resumed = RESUMED.exec(rest);
    if (resumed !== null) {
      const begun = this.#unfinished.get(thread) ?? '';
      this.#unfinished.delete(thread);
      yield* this.#end(thread, begun + (resumed[2] ?? ''));
    } else if (rest.endsWith('<unfinished ...>')) {
      const begun = rest.slice(0, -'<unfinished ...>'.length);
      this.#unfinished.set(thread, begun);
      yield* this.#begin(thread, begun);
    } else {
      yield* this.#begin(thread, rest);
      yield* this.#end(thread, rest);
    }
  }

  *#begin(thread: string, text: string): Iterable<FileEvent> {
    const [, call, rest = ''] = CALL.exec(text) ?? [];
    const descriptor = Number.parseInt(rest, 10);
    const path = this.#paths.get(descriptor);
    if (call === 'write' && descriptor === 1)
      yield { kind: 'said', text: bytesIn(rest).toString() };
    if (path === undefined) return;
    if (call === 'pwrite64') {
      const offset = Number(
        /^"(?:\.{3})?, \d+, (\d+)/.exec(rest.slice(rest.lastIndexOf('"')))?.[1],
      );
      yield { kind: 'write', path, offset, data: bytesIn(rest) };
    }
    if (call === 'ftruncate') {
      yield { kind: 'truncate', path, sizeBytes: Number(/, (\d+)/.exec(rest)?.[1]) };
    }
    if (call === 'fsync' || call === 'fdatasync') yield { kind: 'sync-begins', path, thread };
  }

  *#end(thread: string, text: string): Iterable<FileEvent> {
    const [, call, rest = ''] = CALL.exec(text) ?? [];
    const [, result = '-1', detail = ''] = RESULT.exec(text) ?? [];
    if (call === 'openat') {
      if (Number(result) >= 0) this.#paths.set(Number(result), bytesIn(rest).toString());
    } else if (call === 'unlink') {
      if (result === '0') yield { kind: 'unlink', path: bytesIn(rest).toString() };
    } else if (call === 'fsync' || call === 'fdatasync') {
      const path = this.#paths.get(Number.parseInt(rest, 10)) ?? '';
      if (detail.includes('INJECTED')) yield { kind: 'sync-failed', path };
      else if (result === '0') yield { kind: 'sync-ends', path, thread };
    }
  }
}

/** The first quoted text, which strace writes as `\x41\x42`. */
function bytesIn(text: string): Buffer {
  const start = text.indexOf('"') + 1;
  return Buffer.from(text.slice(start, text.indexOf('"', start)).replaceAll('\\x', ''), 'hex');
}
