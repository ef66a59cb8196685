/**
 * What one edit does to the index, packed into the BLOB of one row: a row of its own costs an edit
 * less than one page of the file, whatever the number of its triples.
 *
 *     version
 *     terms     count, then (id, bytes of text)
 *     removed   count, then triples
 *     added     count, then triples
 *     repeated  count, then (triple, change)
 *     nodes     count, then (node, change)
 *
 * Numbers are varints, signed ones zigzag. Ids are told as what they differ from the id before them
 * in the same place, hi and lo apart; sorted, the triples of one subject take few bytes each.
 */
import type { RdfTerm } from '../../rdf/term.ts';
import type { TermId } from './quad-index.ts';

export type IdTriple = readonly [subject: TermId, predicate: TermId, object: TermId];

export interface DeltaRow {
  /** Terms that got their number with this edit. */
  readonly terms: readonly (readonly [id: TermId, text: RdfTerm])[];
  /** Each was there before and is not there after; no triple is in both lists. */
  readonly removed: readonly IdTriple[];
  readonly added: readonly IdTriple[];
  /** Triples that stay, by how many pages more or less say them. */
  readonly repeated: readonly (readonly [triple: IdTriple, change: number])[];
  /** Shared nodes, by how many parts of pages more or less use them. */
  readonly nodes: readonly (readonly [node: TermId, change: number])[];
}

const VERSION = 1;
const TWO_32 = 2 ** 32;

export function encodeDeltaRow(row: DeltaRow): Buffer {
  const bytes = new ByteWriter();
  bytes.unsigned(VERSION);
  const ids = new IdWriter(bytes);
  bytes.unsigned(row.terms.length);
  for (const [id, text] of row.terms) {
    ids.write(id);
    bytes.text(text);
  }
  writeTriples(bytes, row.removed);
  writeTriples(bytes, row.added);
  const triples = new TripleWriter(bytes);
  bytes.unsigned(row.repeated.length);
  for (const [triple, change] of row.repeated) {
    triples.write(triple);
    bytes.signed(change);
  }
  const nodes = new IdWriter(bytes);
  bytes.unsigned(row.nodes.length);
  for (const [node, change] of row.nodes) {
    nodes.write(node);
    bytes.signed(change);
  }
  return bytes.done();
}

export function decodeDeltaRow(data: Uint8Array): DeltaRow {
  const bytes = new ByteReader(data);
  const version = bytes.unsigned();
  if (version !== VERSION) throw new RangeError(`Delta rows of version ${version} are unknown.`);
  const ids = new IdReader(bytes);
  const terms = bytes.list((): [TermId, RdfTerm] => [ids.read(), bytes.text()]);
  const removed = readTriples(bytes);
  const added = readTriples(bytes);
  const triples = new TripleReader(bytes);
  const repeated = bytes.list((): [IdTriple, number] => [triples.read(), bytes.signed()]);
  const nodeIds = new IdReader(bytes);
  const nodes = bytes.list((): [TermId, number] => [nodeIds.read(), bytes.signed()]);
  return { terms, removed, added, repeated, nodes };
}

function writeTriples(bytes: ByteWriter, triples: readonly IdTriple[]): void {
  const writer = new TripleWriter(bytes);
  bytes.unsigned(triples.length);
  for (const triple of triples.toSorted(bySubject)) writer.write(triple);
}

function readTriples(bytes: ByteReader): IdTriple[] {
  const reader = new TripleReader(bytes);
  return bytes.list(() => reader.read());
}

function bySubject(one: IdTriple, other: IdTriple): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

class TripleWriter {
  readonly #places: readonly [IdWriter, IdWriter, IdWriter];

  constructor(bytes: ByteWriter) {
    this.#places = [new IdWriter(bytes), new IdWriter(bytes), new IdWriter(bytes)];
  }

  write([subject, predicate, object]: IdTriple): void {
    const [subjects, predicates, objects] = this.#places;
    subjects.write(subject);
    predicates.write(predicate);
    objects.write(object);
  }
}

class TripleReader {
  readonly #places: readonly [IdReader, IdReader, IdReader];

  constructor(bytes: ByteReader) {
    this.#places = [new IdReader(bytes), new IdReader(bytes), new IdReader(bytes)];
  }

  read(): IdTriple {
    const [subjects, predicates, objects] = this.#places;
    return [subjects.read(), predicates.read(), objects.read()];
  }
}

class IdWriter {
  readonly #bytes: ByteWriter;
  #hi = 0;
  #lo = 0;

  constructor(bytes: ByteWriter) {
    this.#bytes = bytes;
  }

  write(id: TermId): void {
    const hi = Math.floor(id / TWO_32);
    const lo = id >>> 0;
    this.#bytes.signed(hi - this.#hi);
    this.#bytes.signed(lo - this.#lo);
    this.#hi = hi;
    this.#lo = lo;
  }
}

class IdReader {
  readonly #bytes: ByteReader;
  #hi = 0;
  #lo = 0;

  constructor(bytes: ByteReader) {
    this.#bytes = bytes;
  }

  read(): TermId {
    this.#hi += this.#bytes.signed();
    this.#lo += this.#bytes.signed();
    return this.#hi * TWO_32 + this.#lo;
  }
}

class ByteWriter {
  #data = Buffer.allocUnsafe(1024);
  #length = 0;

  unsigned(value: number): void {
    this.#reserve(8);
    let rest = value;
    while (rest >= 128) {
      this.#data[this.#length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.#data[this.#length++] = rest;
  }

  signed(value: number): void {
    this.unsigned(value < 0 ? -2 * value - 1 : 2 * value);
  }

  text(value: string): void {
    const bytes = Buffer.byteLength(value);
    this.unsigned(bytes);
    this.#reserve(bytes);
    this.#length += this.#data.write(value, this.#length, 'utf8');
  }

  done(): Buffer {
    return this.#data.subarray(0, this.#length);
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#data.length) return;
    const grown = Buffer.allocUnsafe(2 * (this.#length + bytes));
    this.#data.copy(grown, 0, 0, this.#length);
    this.#data = grown;
  }
}

class ByteReader {
  readonly #data: Buffer;
  #at = 0;

  constructor(data: Uint8Array) {
    this.#data = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  }

  unsigned(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      if (this.#at >= this.#data.length) throw new RangeError('A delta row ends too early.');
      const byte = this.#data[this.#at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }

  signed(): number {
    const value = this.unsigned();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  text(): RdfTerm {
    const bytes = this.unsigned();
    const end = this.#at + bytes;
    if (end > this.#data.length) throw new RangeError('A delta row ends too early.');
    const text = this.#data.toString('utf8', this.#at, end);
    this.#at = end;
    return text as RdfTerm;
  }

  list<Entry>(read: () => Entry): Entry[] {
    const length = this.unsigned();
    const entries: Entry[] = [];
    for (let i = 0; i < length; i++) entries.push(read());
    return entries;
  }
}
