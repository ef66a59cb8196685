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
 * Most edits change little, and the order of the triples follows the entity: walking through both
 * lists in step leaves few triples to look at. Those that meet are equal; all others are only
 * candidates, since equal triples may stand elsewhere.
 */
function changedPart(
  old: readonly Quad[],
  now: readonly Quad[],
): { onlyOld: Quad[]; onlyNow: Quad[] } {
  const onlyOld: Quad[] = [];
  const onlyNow: Quad[] = [];
  let inOld = 0;
  let inNow = 0;
  while (inOld < old.length && inNow < now.length) {
    if (sameQuad(old[inOld], now[inNow])) {
      inOld++;
      inNow++;
      continue;
    }
    const meeting = nextMeeting(old, inOld, now, inNow);
    while (inOld < meeting.inOld) onlyOld.push(old[inOld++]);
    while (inNow < meeting.inNow) onlyNow.push(now[inNow++]);
  }
  while (inOld < old.length) onlyOld.push(old[inOld++]);
  while (inNow < now.length) onlyNow.push(now[inNow++]);
  return { onlyOld, onlyNow };
}

/** Enough for the triples of a few statements that came or went together. */
const LOOK_AHEAD = 100;

/** Where the lists agree again after triples came, went or changed; their ends if that is far. */
function nextMeeting(
  old: readonly Quad[],
  inOld: number,
  now: readonly Quad[],
  inNow: number,
): { inOld: number; inNow: number } {
  for (let ahead = 1; ahead <= LOOK_AHEAD; ahead++) {
    const [oldAhead, nowAhead] = [inOld + ahead, inNow + ahead];
    if (oldAhead < old.length && sameQuad(old[oldAhead], now[inNow])) {
      return { inOld: oldAhead, inNow };
    }
    if (nowAhead < now.length && sameQuad(old[inOld], now[nowAhead])) {
      return { inOld, inNow: nowAhead };
    }
    if (oldAhead >= old.length || nowAhead >= now.length) continue;
    if (sameQuad(old[oldAhead], now[nowAhead])) return { inOld: oldAhead, inNow: nowAhead };
  }
  return { inOld: old.length, inNow: now.length };
}

function sameQuad(one: Quad, other: Quad): boolean {
  return (
    one === other ||
    (one.predicate === other.predicate &&
      one.object === other.object &&
      one.subject === other.subject)
  );
}

/** The distinct triples of `quads` that `others` does not hold. */
function without(quads: readonly Quad[], others: readonly Quad[]): Quad[] {
  if (quads.length === 0) return [];
  const found = new Map(quads.map((quad) => [keyOf(quad), quad]));
  const subjects = new Set(quads.map(({ subject }) => subject));
  const predicates = new Set(quads.map(({ predicate }) => predicate));
  for (const other of others) {
    if (predicates.has(other.predicate) && subjects.has(other.subject)) found.delete(keyOf(other));
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
  const found = new Map<RdfTerm, readonly Quad[]>();
  for (const [node, quads] of nodes) if (!others.has(node)) found.set(node, quads);
  return found;
}
