/**
 * The compact form of a revision's content: zstd with the parent's content as dictionary, so that
 * an edit costs about what it changed; a full copy every few revisions, so that reading one stays
 * quick.
 */
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** Reading a revision unpacks at most this many contents before its own. */
export const MAX_STEPS = 9;

/** Level 5 finds matches in the whole of a large parent; the lower ones look back too little. */
const DELTA_PARAMETERS = {
  [constants.ZSTD_c_compressionLevel]: 5,
  [constants.ZSTD_c_windowLog]: 23,
};

export interface PackedContent {
  /** Revision whose content is the dictionary; `undefined` for a full copy. */
  readonly base: number | undefined;
  /** How many contents stand between this one and its full copy. */
  readonly steps: number;
  readonly data: Buffer;
}

/** A revision whose content is at hand and may serve as the dictionary of the next. */
export interface BaseContent {
  readonly revision: number;
  readonly steps: number;
  readonly content: string;
}

export function packContent(content: string, base: BaseContent | undefined): PackedContent {
  const bytes = Buffer.from(content);
  if (base === undefined || base.content === '' || base.steps >= MAX_STEPS) {
    return { base: undefined, steps: 0, data: zstdCompressSync(bytes) };
  }
  const options = {
    dictionary: Buffer.from(base.content),
    params: DELTA_PARAMETERS,
    pledgedSrcSize: bytes.length,
  };
  return {
    base: base.revision,
    steps: base.steps + 1,
    data: zstdCompressSync(bytes, options),
  };
}

export function unpackContent(data: Buffer, dictionary?: string): string {
  const options = dictionary === undefined ? {} : { dictionary: Buffer.from(dictionary) };
  return zstdDecompressSync(data, options).toString();
}
