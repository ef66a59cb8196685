/**
 * Which blocks make up the index, by graph and permutation.
 *
 * A segment is one sorted list of blocks: of a level (the base, or a run of later changes) and of a
 * kind. The sum over all levels is what is there: living triples count 1, removed ones -1.
 */
import type { Database } from '../sqlite/database.ts';
import { KEY_WORDS, NEVER } from './blocks/rows.ts';
import type { BlockLoader } from './blocks/block-store.ts';
import { SortedBlocks } from './blocks/sorted-blocks.ts';
import type { BlockEntry } from './blocks/sorted-blocks.ts';
import { STATISTICS_WORDS, readStatistics, writeStatistics } from './blocks/statistics.ts';
import type { BlockStatistics } from './blocks/statistics.ts';
import type { Permutation, TermId } from './quad-index.ts';

/** As of now: later than anything was born, earlier than what lives will die. */
export const LATEST = NEVER - 1;

/**
 * `live`: triples with their birth; `removed`: those of lower levels that died, with when as their
 * birth; `past`: those that came and went, with birth and death.
 */
export type SegmentKind = 'live' | 'removed' | 'past';

export interface SegmentPlace {
  /** 0 is the default graph. */
  readonly graph: TermId;
  readonly permutation: Permutation;
  /** 0 is the base. */
  readonly level: number;
  readonly kind: SegmentKind;
}

export interface Segment extends SegmentPlace {
  /** Sorted; only a triple of past blocks may stand in two of them. */
  readonly entries: readonly BlockEntry[];
  readonly blocks: SortedBlocks;
}

export class Manifest {
  readonly version: number;
  readonly #segments = new Map<string, Segment[]>();
  readonly #graphs = new Set<TermId>();

  constructor(version: number, segments: Iterable<Segment>) {
    this.version = version;
    for (const segment of segments) {
      const key = keyOf(segment.graph, segment.permutation);
      const others = this.#segments.get(key);
      if (others === undefined) this.#segments.set(key, [segment]);
      else others.push(segment);
      this.#graphs.add(segment.graph);
    }
  }

  /** Those of one kind, from the base up. */
  segments(graph: TermId, permutation: Permutation, kind: SegmentKind): readonly Segment[] {
    const all = this.#segments.get(keyOf(graph, permutation)) ?? [];
    return all.filter((segment) => segment.kind === kind).toSorted((a, b) => a.level - b.level);
  }

  /** All of a permutation. */
  levels(graph: TermId, permutation: Permutation): readonly Segment[] {
    return this.#segments.get(keyOf(graph, permutation)) ?? [];
  }

  /** All that have blocks, the default graph among them. */
  graphs(): readonly TermId[] {
    return [...this.#graphs].toSorted((a, b) => a - b);
  }
}

interface ManifestRow extends SegmentPlace {
  readonly block: number;
  readonly header: Buffer;
}

export function readManifest(db: Database, version: number, loader: BlockLoader): Manifest {
  const rows = db
    .prepare('SELECT block, graph, permutation, level, kind, header FROM quad_manifest')
    .all() as ManifestRow[];
  const groups = Map.groupBy(rows, ({ graph, permutation, level, kind }) =>
    [graph, permutation, level, kind].join(),
  );
  return new Manifest(
    version,
    Array.from(groups.values(), (group) => segmentOf(group, loader)),
  );
}

function segmentOf(rows: readonly ManifestRow[], loader: BlockLoader): Segment {
  const [{ graph, permutation, level, kind }] = rows;
  const entries = rows
    .map(({ block, header }) => ({ block, statistics: decodeHeader(header) }))
    .toSorted(byFirstTriple);
  const blocks = new SortedBlocks(entries, loader);
  return { graph, permutation, level, kind, entries, blocks };
}

function byFirstTriple({ statistics: one }: BlockEntry, { statistics: other }: BlockEntry): number {
  return compareKeys(one.first, other.first) || compareKeys(one.last, other.last);
}

function compareKeys(one: Uint32Array, other: Uint32Array): number {
  for (let i = 0; i < KEY_WORDS; i++) if (one[i] !== other[i]) return one[i] - other[i];
  return 0;
}

export function encodeHeader(statistics: BlockStatistics): Buffer {
  const words = new Uint32Array(STATISTICS_WORDS);
  writeStatistics(statistics, words, 0);
  return Buffer.from(words.buffer);
}

function decodeHeader(header: Buffer): BlockStatistics {
  return readStatistics(new Uint32Array(Uint8Array.from(header).buffer), 0);
}

function keyOf(graph: TermId, permutation: Permutation): string {
  return `${graph} ${permutation}`;
}
