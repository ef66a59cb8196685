/**
 * Keeps the index in blocks: when edits have changed enough, a process makes blocks of it, and the
 * writer takes them in. Blocks that are in use no more go when no query can want them any longer.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BlockFileReader } from '../storage/quads/block-file.ts';
import type { Storage } from '../storage/storage.ts';

export interface CompactionOptions {
  readonly folder: string;
  readonly storage: Pick<Storage, 'indexBacklog' | 'indexBlocks'>;
  /** No query runs for longer. */
  readonly queryTimeoutMs: number;
  /** So many changes of triples are kept in memory; by default some thousand edits. */
  readonly longestDelta?: number;
  readonly onFault: (details: string) => void;
}

const LONGEST_DELTA = 64 * 1024;
const LOOK_EVERY_MS = 1000;
const CLEAR_EVERY_LOOKS = 60;
const ENTRY = fileURLToPath(new URL('./compaction-process.ts', import.meta.url));

export class Compaction {
  readonly #options: CompactionOptions;
  readonly #path: string;
  readonly #timer: NodeJS.Timeout;
  #looks = 0;
  #child: ChildProcess | undefined;
  #isClosed = false;
  /** What is being done, if anything. */
  #work: Promise<void> | undefined;

  constructor(options: CompactionOptions) {
    this.#options = options;
    this.#path = join(options.folder, 'blocks');
    BlockFileReader.remove(this.#path);
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** Gives up what is being made; finishes what the writer is taking in. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#child?.kill('SIGKILL');
    await this.#work;
  }

  #look(): void {
    if (this.#work !== undefined) return;
    this.#work = this.#doWhatIsDue()
      .catch((error: unknown) => this.#options.onFault(String(error)))
      .finally(() => {
        this.#work = undefined;
      });
  }

  async #doWhatIsDue(): Promise<void> {
    const { storage, queryTimeoutMs, longestDelta = LONGEST_DELTA } = this.#options;
    this.#looks += 1;
    if (this.#looks % CLEAR_EVERY_LOOKS === 0) {
      await storage.indexBlocks.clearRetiredBlocks(Date.now() - 2 * queryTimeoutMs);
    }
    if (storage.indexBacklog() > longestDelta) await this.#compact();
  }

  async #compact(): Promise<void> {
    const child = spawn(process.execPath, [ENTRY, this.#options.folder, this.#path], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child = child;
    let complaint = '';
    child.stderr.on('data', (data: Buffer) => {
      complaint += data.toString();
    });
    const [code] = (await once(child, 'close')) as [number | null];
    this.#child = undefined;
    if (this.#isClosed) return;
    if (code !== 0) throw new Error(`Compaction ended with ${code}: ${complaint}`);
    await this.#options.storage.indexBlocks.adoptBlocks(this.#path);
    BlockFileReader.remove(this.#path);
  }
}
