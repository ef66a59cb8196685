/**
 * One file of a dump: packed while it is written, under a temporary name until it is whole.
 *
 * Nobody sees a torn dump: the name appears only after every byte has reached the disk.
 */
import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, type Gzip } from 'node:zlib';

export interface WrittenFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** Hex, of the packed bytes. */
  readonly sha256: string;
}

export class DumpFile {
  readonly #folder: string;
  readonly #name: string;
  readonly #gzip: Gzip;
  readonly #file: WriteStream;
  readonly #hash: Hash = createHash('sha256');
  /** Rejects where any part of the way to the disk fails. */
  readonly #written: Promise<void>;

  constructor(folder: string, name: string) {
    this.#folder = folder;
    this.#name = name;
    this.#file = createWriteStream(this.#partialPath(), { flush: true });
    this.#gzip = createGzip({ level: 6, chunkSize: 1 << 18 });
    this.#written = pipeline(this.#gzip, hashing(this.#hash), this.#file);
    // Whoever writes or finishes sees the error; until then it is nobody's unhandled rejection.
    this.#written.catch(() => undefined);
  }

  /** Resolves when more may be written. */
  async write(text: string | Uint8Array): Promise<void> {
    if (this.#gzip.write(text)) return;
    await Promise.race([once(this.#gzip, 'drain'), this.#written]);
  }

  /** Resolves when every byte is on the disk, still under the temporary name. */
  async finish(): Promise<WrittenFile> {
    this.#gzip.end();
    await this.#written;
    return {
      name: this.#name,
      sizeBytes: this.#file.bytesWritten,
      sha256: this.#hash.digest('hex'),
    };
  }

  async publish(): Promise<void> {
    await rename(this.#partialPath(), join(this.#folder, this.#name));
    await syncFolder(this.#folder);
  }

  async discard(): Promise<void> {
    this.#gzip.destroy();
    this.#file.destroy();
    await rm(this.#partialPath(), { force: true });
  }

  #partialPath(): string {
    return join(this.#folder, `.${this.#name}.partial`);
  }
}

function hashing(hash: Hash): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
}

/** A new name is durable only once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
