/** What an edit changes in the query index. */
import type { IndexQuads } from './munge.ts';
import type { Quad, RdfTerm } from './term.ts';

/** Each triple and each node occurs once. Applying it to `before` gives `after`, as sets. */
export interface QuadDiff {
  readonly removed: readonly Quad[];
  readonly added: readonly Quad[];
  /** Nodes that the document no longer uses; their triples stay while another document does. */
  readonly unlinked: ReadonlyMap<RdfTerm, readonly Quad[]>;
  readonly linked: ReadonlyMap<RdfTerm, readonly Quad[]>;
}

/** `undefined` stands for a document that does not exist (yet, or any more). */
export function diffIndexQuads(
  before: IndexQuads | undefined,
  after: IndexQuads | undefined,
): QuadDiff {
  const old = before ?? NOTHING;
  const now = after ?? NOTHING;
  const { onlyOld, onlyNow } = changedPart(old.own, now.own);
  return {
    removed: without(onlyOld, now.own),
    added: without(onlyNow, old.own),
    unlinked: nodesWithout(old.shared, now.shared),
    linked: nodesWithout(now.shared, old.shared),
  };
}

const NOTHING: IndexQuads = { own: [], shared: new Map() };

/**
 * Most edits change little, and the order of the triples follows the entity: walking from both
 * ends while subject and predicate agree leaves few triples to look at. What agrees in full is
 * equal; all else is only a candidate, since equal triples may stand elsewhere.
 */
function changedPart(
  old: readonly Quad[],
  now: readonly Quad[],
): { onlyOld: Quad[]; onlyNow: Quad[] } {
  const onlyOld: Quad[] = [];
  const onlyNow: Quad[] = [];
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && keepStep(old[start], now[start], onlyOld, onlyNow)) start++;
  let end = 0;
  while (
    end < shorter - start &&
    keepStep(old[old.length - 1 - end], now[now.length - 1 - end], onlyOld, onlyNow)
  ) {
    end++;
  }
  onlyOld.push(...old.slice(start, old.length - end));
  onlyNow.push(...now.slice(start, now.length - end));
  return { onlyOld, onlyNow };
}

/** Notes a changed object; says whether the two triples stand for one another. */
function keepStep(old: Quad, now: Quad, onlyOld: Quad[], onlyNow: Quad[]): boolean {
  if (old.subject !== now.subject || old.predicate !== now.predicate) return false;
  if (old.object !== now.object) {
    onlyOld.push(old);
    onlyNow.push(now);
  }
  return true;
}

/** The distinct triples of `quads` that `others` does not hold. */
function without(quads: readonly Quad[], others: readonly Quad[]): Quad[] {
  if (quads.length === 0) return [];
  const found = new Map(quads.map((quad) => [keyOf(quad), quad]));
  const predicates = new Set(quads.map(({ predicate }) => predicate));
  for (const other of others) {
    if (predicates.has(other.predicate)) found.delete(keyOf(other));
  }
  return [...found.values()];
}

/** No IRI holds a line break, so parts cannot run into one another. */
function keyOf({ subject, predicate, object }: Quad): string {
  return `${subject}\n${predicate}\n${object}`;
}

function nodesWithout(
  nodes: ReadonlyMap<RdfTerm, readonly Quad[]>,
  others: ReadonlyMap<RdfTerm, readonly Quad[]>,
): Map<RdfTerm, readonly Quad[]> {
  return new Map([...nodes].filter(([node]) => !others.has(node)));
}
