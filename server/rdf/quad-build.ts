/** What the builders of one document have in common. */
import type { RdfFlavor } from './flavor.ts';
import type { RdfContext } from './rdf-settings.ts';
import type { QuadSink, RdfTerm } from './term.ts';

export interface QuadBuild {
  readonly context: RdfContext;
  readonly flavor: RdfFlavor;
  /** Takes the triples that belong to the document alone. */
  readonly emit: QuadSink;
  /**
   * Opens a node that many documents may share (a value, a reference, a site) and takes its
   * triples; `undefined` where they have been taken already.
   */
  openShared(node: RdfTerm): QuadSink | undefined;
}

/** Remembers which shared nodes were written. */
export interface NodeBag {
  /** Says whether the node is new, as far as the bag can tell: it may forget, but never invents. */
  add(node: RdfTerm): boolean;
}

/** Forgets nothing: right for one document or a few. */
export function exactNodeBag(): NodeBag {
  const nodes = new Set<RdfTerm>();
  return {
    add(node) {
      const size = nodes.size;
      return nodes.add(node).size > size;
    },
  };
}

/**
 * Memory of a fixed size for a whole dump: each slot knows the node that came last, so that a dump
 * may repeat a node (its readers take it as a set). `slots` is rounded up to a power of two.
 */
export function boundedNodeBag(slots = 1 << 18): NodeBag {
  const mask = 2 ** Math.ceil(Math.log2(slots)) - 1;
  const nodes = Array.from({ length: mask + 1 }, (): RdfTerm | undefined => undefined);
  return {
    add(node) {
      const slot = slotOf(node) & mask;
      if (nodes[slot] === node) return false;
      nodes[slot] = node;
      return true;
    },
  };
}

/** FNV-1a over the end of the IRI, where the hashes are. */
function slotOf(node: RdfTerm): number {
  let hash = 0x811c9dc5;
  for (let at = Math.max(0, node.length - 12); at < node.length; at++) {
    hash = Math.imul(hash ^ node.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
