/** Where blocks are read from, and the memory that holds those in use. */
import type { Database, Statement } from '../../sqlite/database.ts';
import { Block, DamagedBlockError } from './block.ts';

export interface BlockStore {
  /** A block never changes, and its number is never given to another. */
  read(block: number): Uint8Array | undefined;
}

export interface BlockLoader {
  load(block: number): Block;
}

/** What a process keeps at most: the operating system's cache has the rest, a copy of 15 µs away. */
const CACHE_BYTES = 64 * 1024 * 1024;

export class SqliteBlockStore implements BlockStore {
  readonly #read: Statement;

  constructor(db: Database) {
    this.#read = db.prepare('SELECT data FROM quad_block WHERE block = ?').pluck();
  }

  read(block: number): Uint8Array | undefined {
    return this.#read.get(block) as Buffer | undefined;
  }
}

/** Blocks that only one process sees: of what is being built, or of a test. */
export class MemoryBlockStore implements BlockStore {
  readonly #blocks: Uint8Array[] = [];

  /** Returns the number of the block. */
  add(bytes: Uint8Array): number {
    return this.#blocks.push(bytes) - 1;
  }

  read(block: number): Uint8Array | undefined {
    return this.#blocks[block];
  }
}

/**
 * Keeps the blocks that were used last, packed as they are: unpacking is as fast as reading unpacked
 * rows from memory. Blocks are checked when they are read from the store, not again.
 */
export class BlockCache implements BlockLoader {
  readonly #store: BlockStore;
  readonly #capacityBytes: number;
  /** The oldest first. */
  readonly #blocks = new Map<number, Block>();
  #sizeBytes = 0;
  #newest: Block | undefined;
  #newestNumber = -1;

  constructor(store: BlockStore, capacityBytes: number = CACHE_BYTES) {
    this.#store = store;
    this.#capacityBytes = capacityBytes;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  load(number: number): Block {
    if (this.#newest !== undefined && this.#newestNumber === number) return this.#newest;
    const known = this.#blocks.get(number);
    const block = known ?? this.#read(number);
    if (known === undefined) this.#sizeBytes += block.sizeBytes;
    else this.#blocks.delete(number);
    this.#blocks.set(number, block);
    this.#newest = block;
    this.#newestNumber = number;
    if (known === undefined) this.#shrink();
    return block;
  }

  #read(number: number): Block {
    const bytes = this.#store.read(number);
    if (bytes === undefined) throw new DamagedBlockError(`block ${number} is missing`);
    try {
      return new Block(bytes);
    } catch (error) {
      if (error instanceof DamagedBlockError) error.message += ` (block ${number})`;
      throw error;
    }
  }

  /** The newest stays, whatever its size. */
  #shrink(): void {
    for (const [number, block] of this.#blocks) {
      if (this.#sizeBytes <= this.#capacityBytes || block === this.#newest) return;
      this.#blocks.delete(number);
      this.#sizeBytes -= block.sizeBytes;
    }
  }
}
