/**
 * What a process that only reads has made for the index, on its way to the writer: blocks one after
 * the other, and a description beside them that is written last.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import type { WrittenBlock } from './blocks/write-block.ts';
import { encodeHeader } from './manifest.ts';
import type { SegmentPlace } from './manifest.ts';

/** What of the index it was made from: the file is of no use where that has changed. */
export interface BlockFileBase {
  readonly manifestVersion: number;
  readonly purges: number;
  /** Up to this sequence the blocks say all. */
  readonly takenIn: number;
}

export interface FileBlock extends SegmentPlace {
  readonly bytes: number;
  /** As the manifest keeps it, in base64. */
  readonly header: string;
}

export interface BlockFileContents extends BlockFileBase {
  readonly blocks: readonly FileBlock[];
  /** Numbers of blocks that are in use no more. */
  readonly replaced: readonly number[];
}

export class BlockFileWriter {
  readonly #path: string;
  readonly #file: number;
  readonly #blocks: FileBlock[] = [];
  readonly #replaced: number[] = [];

  constructor(path: string) {
    this.#path = path;
    rmSync(descriptionOf(path), { force: true });
    this.#file = openSync(path, 'w');
  }

  add(
    { graph, permutation, level, kind }: SegmentPlace,
    { bytes, statistics }: WrittenBlock,
  ): void {
    const header = encodeHeader(statistics).toString('base64');
    writeSync(this.#file, bytes);
    this.#blocks.push({ graph, permutation, level, kind, bytes: bytes.length, header });
  }

  replace(blocks: Iterable<number>): void {
    this.#replaced.push(...blocks);
  }

  finish(base: BlockFileBase): void {
    fsyncSync(this.#file);
    closeSync(this.#file);
    const contents: BlockFileContents = {
      ...base,
      blocks: this.#blocks,
      replaced: this.#replaced,
    };
    writeFileSync(descriptionOf(this.#path), JSON.stringify(contents), { flush: true });
  }
}

export class BlockFileReader {
  readonly contents: BlockFileContents;
  readonly #path: string;
  readonly #file: number;
  #at = 0;

  /** `undefined` where there is none, or one that was not finished. */
  static open(path: string): BlockFileReader | undefined {
    return existsSync(descriptionOf(path)) ? new BlockFileReader(path) : undefined;
  }

  private constructor(path: string) {
    this.#path = path;
    this.contents = JSON.parse(readFileSync(descriptionOf(path), 'utf8')) as BlockFileContents;
    this.#file = openSync(path, 'r');
  }

  /** The bytes of the block at that place; to be read in order. */
  read({ bytes }: FileBlock): Buffer {
    const data = Buffer.allocUnsafe(bytes);
    const read = readSync(this.#file, data, 0, bytes, this.#at);
    if (read < bytes) throw new RangeError(`${this.#path} ends too early.`);
    this.#at += bytes;
    return data;
  }

  close(): void {
    closeSync(this.#file);
  }

  static remove(path: string): void {
    rmSync(descriptionOf(path), { force: true });
    rmSync(path, { force: true });
  }
}

function descriptionOf(path: string): string {
  return `${path}.json`;
}
