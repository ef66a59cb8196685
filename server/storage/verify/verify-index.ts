/** The index against the records: each living triple is said by a page, each is there. */
import { indexParts } from '../../rdf/index-parts.ts';
import type { Quad, RdfTerm } from '../../rdf/term.ts';
import type { TermId } from '../quads/quad-index.ts';
import { Dictionary } from '../quads/terms/dictionary.ts';
import type { Statement } from '../sqlite/database.ts';
import { readTogether } from '../sqlite/read-together.ts';
import { versionOf } from '../writer/page-loader.ts';
import type { WriterParts } from '../writer/writer-parts.ts';
import type { Problem } from './problem.ts';

type Row = readonly [subject: TermId, predicate: TermId, object: TermId, uses: number];

const ROWS_AT_A_TIME = 2000;

export class IndexVerifier {
  readonly #parts: WriterParts;
  readonly #dictionary: Dictionary;
  readonly #usesOf: Statement;
  readonly #firstRows: Statement;
  readonly #nextRows: Statement;
  readonly #nodes: Statement;
  readonly #counts: Statement;

  constructor(parts: WriterParts) {
    const { db } = parts;
    const rows = 'SELECT subject, predicate, object, uses FROM quad WHERE died = 0';
    const order = `ORDER BY subject, predicate, object LIMIT ${ROWS_AT_A_TIME}`;
    this.#parts = parts;
    this.#dictionary = new Dictionary(db);
    this.#usesOf = db
      .prepare(
        'SELECT uses FROM quad WHERE subject = ? AND predicate = ? AND object = ? AND died = 0',
      )
      .pluck();
    this.#firstRows = db.prepare(`${rows} ${order}`).raw();
    this.#nextRows = db
      .prepare(`${rows} AND (subject, predicate, object) > (?, ?, ?) ${order}`)
      .raw();
    this.#nodes = db.prepare('SELECT node, uses FROM shared_node').raw();
    this.#counts = db.prepare('SELECT predicate, quads FROM predicate_count').raw();
  }

  *verify(documentIds: () => Iterable<string>): Iterable<Problem> {
    const nodes = new Map<RdfTerm, number>();
    const expected = new Fingerprint();
    for (const documentId of documentIds()) {
      yield* readTogether(this.#parts.db, () => this.#missing(documentId, nodes, expected));
    }
    const stored = new Fingerprint();
    const predicates = new Map<TermId, number>();
    for (const [subject, predicate, object, uses] of this.#living()) {
      stored.add(subject, predicate, object, uses);
      predicates.set(predicate, (predicates.get(predicate) ?? 0) + uses);
    }
    if (!stored.equals(expected)) yield* this.#extra(documentIds());
    yield* this.#nodeUses(nodes);
    yield* this.#predicateCounts(predicates);
  }

  *#missing(
    documentId: string,
    nodes: Map<RdfTerm, number>,
    expected: Fingerprint,
  ): Iterable<Problem> {
    for (const quad of this.#said(documentId, nodes)) {
      const row = this.#rowOf(quad);
      if (row === undefined || this.#usesOf.get(...row) === undefined) {
        yield { code: 'missing-quad', subject: documentId, detail: textOf(quad) };
      } else {
        expected.add(...row, 1);
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

  *#living(): Iterable<Row> {
    let rows = this.#firstRows.all() as Row[];
    for (;;) {
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < ROWS_AT_A_TIME) return;
      rows = this.#nextRows.all(last[0], last[1], last[2]) as Row[];
    }
  }

  /** Only when something is wrong: it remembers every triple. */
  *#extra(documentIds: Iterable<string>): Iterable<Problem> {
    const uses = new Map<string, number>();
    const nodes = new Map<RdfTerm, number>();
    for (const documentId of documentIds) {
      for (const quad of this.#said(documentId, nodes)) {
        const key = this.#rowOf(quad)?.join() ?? '';
        uses.set(key, (uses.get(key) ?? 0) + 1);
      }
    }
    for (const [subject, predicate, object, stored] of this.#living()) {
      const wanted = uses.get([subject, predicate, object].join()) ?? 0;
      if (wanted === stored) continue;
      const quad = {
        subject: this.#dictionary.decode(subject),
        predicate: this.#dictionary.decode(predicate),
        object: this.#dictionary.decode(object),
      };
      const detail = `said ${wanted} times, stored for ${stored}`;
      yield { code: 'extra-quad', subject: textOf(quad), detail };
    }
  }

  *#nodeUses(expected: ReadonlyMap<RdfTerm, number>): Iterable<Problem> {
    const stored = new Map(this.#nodes.all() as [TermId, number][]);
    for (const [node, uses] of expected) {
      const id = this.#dictionary.find(node);
      const actual = (id === undefined ? undefined : stored.get(id)) ?? 0;
      if (id !== undefined) stored.delete(id);
      if (actual === uses) continue;
      yield { code: 'shared-node', subject: node, detail: `${actual} uses instead of ${uses}` };
    }
    for (const id of stored.keys()) {
      const subject = this.#dictionary.decode(id);
      yield { code: 'shared-node', subject, detail: 'is used by no page' };
    }
  }

  *#predicateCounts(expected: ReadonlyMap<TermId, number>): Iterable<Problem> {
    const stored = new Map(this.#counts.all() as [TermId, number][]);
    for (const id of new Set([...expected.keys(), ...stored.keys()])) {
      const [wanted, actual] = [expected.get(id) ?? 0, stored.get(id) ?? 0];
      if (wanted === actual) continue;
      const subject = this.#dictionary.decode(id);
      yield { code: 'predicate-count', subject, detail: `${actual} instead of ${wanted}` };
    }
  }

  #rowOf({ subject, predicate, object }: Quad): [TermId, TermId, TermId] | undefined {
    const s = this.#dictionary.find(subject);
    const p = this.#dictionary.find(predicate);
    const o = this.#dictionary.find(object);
    return s === undefined || p === undefined || o === undefined ? undefined : [s, p, o];
  }
}

/** A sum over triples that does not depend on their order: two 32-bit halves. */
class Fingerprint {
  #low = 0;
  #high = 0;
  #count = 0;

  add(subject: TermId, predicate: TermId, object: TermId, uses: number): void {
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
