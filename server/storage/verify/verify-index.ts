/** The index against the records: each living triple is said by a page, each is there. */
import { indexParts } from '../../rdf/index-parts.ts';
import type { Quad, RdfTerm } from '../../rdf/term.ts';
import { idAt } from '../quads/column.ts';
import type { IdTriple } from '../quads/delta-row.ts';
import { permutations } from '../quads/permutation.ts';
import type { Permutation, QuadSnapshot } from '../quads/quad-index.ts';
import { readTogether } from '../sqlite/read-together.ts';
import { versionOf } from '../writer/page-loader.ts';
import type { WriterParts } from '../writer/writer-parts.ts';
import type { Problem } from './problem.ts';

export class IndexVerifier {
  readonly #parts: WriterParts;
  readonly #snapshot: QuadSnapshot;

  constructor(parts: WriterParts) {
    this.#parts = parts;
    this.#snapshot = parts.index.snapshot();
  }

  *verify(documentIds: () => Iterable<string>): Iterable<Problem> {
    const nodes = new Map<RdfTerm, number>();
    const expected = new Fingerprint();
    for (const documentId of documentIds()) {
      yield* readTogether(this.#parts.db, () => this.#missing(documentId, nodes, expected));
    }
    const stored = new Fingerprint();
    for (const triple of this.#living()) stored.add(triple, 1 + this.#repeats(triple));
    if (!stored.equals(expected)) yield* this.#extra(documentIds());
    yield* this.#otherOrders();
    yield* this.#nodeUses(nodes);
  }

  *#missing(
    documentId: string,
    nodes: Map<RdfTerm, number>,
    expected: Fingerprint,
  ): Iterable<Problem> {
    for (const quad of this.#said(documentId, nodes)) {
      const triple = this.#idsOf(quad);
      if (triple === undefined || !this.#snapshot.has(...triple)) {
        yield { code: 'missing-quad', subject: documentId, detail: textOf(quad) };
      } else {
        expected.add(triple, 1);
      }
    }
  }

  /** Each triple of each part, and those of a shared node with the first part that uses it. */
  *#said(documentId: string, nodes: Map<RdfTerm, number>): Iterable<Quad> {
    const page = versionOf(this.#parts.pages.load(documentId), this.#parts.context);
    for (const { own, shared } of page === undefined ? [] : indexParts(page)) {
      yield* own;
      for (const [node, ofNode] of shared) {
        const uses = nodes.get(node) ?? 0;
        nodes.set(node, uses + 1);
        if (uses === 0) yield* ofNode;
      }
    }
  }

  *#living(permutation: Permutation = 'spo'): Iterable<IdTriple> {
    const cursor = this.#snapshot.cursor({}, permutation);
    for (let found = cursor.next(); found !== undefined; found = cursor.next()) {
      const { length, subjects, predicates, objects } = found;
      for (let row = 0; row < length; row++) {
        yield [idAt(subjects, row), idAt(predicates, row), idAt(objects, row)];
      }
    }
  }

  /** Each order must hold the same triples, sorted. */
  *#otherOrders(): Iterable<Problem> {
    const [first, ...others] = permutations.map((permutation) => {
      const sum = new Fingerprint();
      for (const triple of this.#living(permutation)) sum.add(triple, 1);
      return { permutation, sum };
    });
    for (const { permutation, sum } of others) {
      if (sum.equals(first.sum)) continue;
      const detail = `does not hold what ${first.permutation} holds`;
      yield { code: 'quad-order', subject: permutation, detail };
    }
  }

  /** By how many pages besides the first a triple is said, as the index counts. */
  #repeats(triple: IdTriple): number {
    return this.#parts.index.repeats(triple);
  }

  /** Only when something is wrong: it remembers every triple. */
  *#extra(documentIds: Iterable<string>): Iterable<Problem> {
    const uses = new Map<string, number>();
    const nodes = new Map<RdfTerm, number>();
    for (const documentId of documentIds) {
      for (const quad of this.#said(documentId, nodes)) {
        const key = String(this.#idsOf(quad) ?? '');
        uses.set(key, (uses.get(key) ?? 0) + 1);
      }
    }
    for (const triple of this.#living()) {
      const wanted = uses.get(String(triple)) ?? 0;
      const stored = 1 + this.#repeats(triple);
      if (wanted === stored) continue;
      const [subject, predicate, object] = triple.map((id) => this.#snapshot.decode(id));
      const detail = `said ${wanted} times, stored for ${stored}`;
      yield { code: 'extra-quad', subject: textOf({ subject, predicate, object }), detail };
    }
  }

  *#nodeUses(expected: ReadonlyMap<RdfTerm, number>): Iterable<Problem> {
    const stored = this.#parts.index.nodes();
    for (const [node, uses] of expected) {
      const id = this.#snapshot.encode(node);
      const actual = (id === undefined ? undefined : stored.get(id)) ?? 0;
      if (id !== undefined) stored.delete(id);
      if (actual === uses) continue;
      yield { code: 'shared-node', subject: node, detail: `${actual} uses instead of ${uses}` };
    }
    for (const id of stored.keys()) {
      const subject = this.#snapshot.decode(id);
      yield { code: 'shared-node', subject, detail: 'is used by no page' };
    }
  }

  #idsOf({ subject, predicate, object }: Quad): IdTriple | undefined {
    const s = this.#snapshot.encode(subject);
    const p = this.#snapshot.encode(predicate);
    const o = this.#snapshot.encode(object);
    return s === undefined || p === undefined || o === undefined ? undefined : [s, p, o];
  }
}

/** A sum over triples that does not depend on their order: two 32-bit halves. */
class Fingerprint {
  #low = 0;
  #high = 0;
  #count = 0;

  add([subject, predicate, object]: IdTriple, uses: number): void {
    const low = mix(mix(mix(1, subject), predicate), object);
    const high = mix(mix(mix(2, object), subject), predicate);
    this.#low = (this.#low + Math.imul(low, uses)) >>> 0;
    this.#high = (this.#high + Math.imul(high, uses)) >>> 0;
    this.#count += uses;
  }

  equals(other: Fingerprint): boolean {
    return this.#low === other.#low && this.#high === other.#high && this.#count === other.#count;
  }
}

/** The finalizer of MurmurHash3 over both halves of a number below 2^53. */
function mix(seed: number, value: number): number {
  let hash = seed ^ (value % 0x1_0000_0000) ^ Math.imul(Math.floor(value / 0x1_0000_0000), 31);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return hash ^ (hash >>> 16);
}

function textOf({ subject, predicate, object }: Quad): string {
  return `${subject} ${predicate} ${object}`;
}
