/**
 * Opens a dump file as a stream of plain bytes, whatever it is packed with.
 *
 * The kind of packing is read from the first bytes, not from the name: a renamed file still works.
 */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import unbzip2 from 'unbzip2-stream';

export interface OpenedFile {
  readonly bytes: Readable;
  /** Size of the packed file. */
  readonly sizeBytes: number;
  /** How much of the packed file has been read so far. */
  readBytes(): number;
}

type Packing = 'plain' | 'gzip' | 'bzip2' | 'zstd';

const MAGIC: readonly (readonly [Packing, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

/** Rejects with the system's error where the file cannot be opened; a broken file ends the stream with an error. */
export async function openDumpFile(file: string): Promise<OpenedFile> {
  const { size } = await stat(file);
  const packing = await packingOf(file);
  const source = createReadStream(file, { highWaterMark: 1 << 18 });
  return {
    bytes: unpacked(source, packing),
    sizeBytes: size,
    readBytes: () => source.bytesRead,
  };
}

async function packingOf(file: string): Promise<Packing> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    const match = MAGIC.find(([, magic]) => magic.every((byte, i) => buffer[i] === byte));
    return match?.[0] ?? 'plain';
  } finally {
    await handle.close();
  }
}

function unpacked(source: Readable, packing: Packing): Readable {
  if (packing === 'plain') return source;
  const target = new PassThrough({ highWaterMark: 1 << 18 });
  const filter =
    packing === 'gzip' ? createGunzip() : packing === 'zstd' ? createZstdDecompress() : unbzip2();
  pipeline(source, filter, target).catch((error: unknown) => target.destroy(asError(error)));
  return target;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
