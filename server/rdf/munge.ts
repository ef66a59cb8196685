/**
 * What the query index stores of a document: the RDF that the Wikidata Query Service stores.
 *
 * It differs from the full form in what it leaves out (see `indexFlavor`), and it is built that
 * way from the start: this runs for every edit, twice, and for every entity of an import.
 */
import type { Document } from '../../schema/model/documents/kinds.ts';
import { canonicalDecimal } from '../../schema/model/values/decimal.ts';
import { XSD } from '../../schema/vocabulary.ts';
import { buildEntity, isEntity, redirectQuads } from './entity-quads.ts';
import { indexFlavor } from './flavor.ts';
import type { PageRevision } from './page-quads.ts';
import type { RdfContext } from './rdf-settings.ts';
import type { QuadBuild } from './quad-build.ts';
import { lexicalForm, literal, type Quad, type QuadSink, type RdfTerm } from './term.ts';

export interface IndexQuads {
  /** Triples that go when the document goes. A triple may stand here twice. */
  readonly own: Quad[];
  /**
   * Nodes that other documents may use as well, each with its triples, each once: value nodes,
   * references, sites. Flat: the value nodes inside a reference are nodes of the document too.
   */
  readonly shared: ReadonlyMap<RdfTerm, Quad[]>;
}

/** Longer texts are cut, as the query service does. */
const LONGEST_LITERAL = 32_767;

const PLUS = 43;
const MINUS = 45;
const DECIMAL = `"^^${XSD}decimal`;

/** Pages that are no entities have no triples. */
export function indexQuads(
  document: Document,
  revision: PageRevision,
  context: RdfContext,
): IndexQuads {
  const { build, quads } = gatherQuads(context);
  if (document.type === 'redirect') {
    redirectQuads(document, context, indexFlavor, build.emit);
  } else if (isEntity(document)) {
    buildEntity(build, document, revision);
  }
  return quads;
}

/** What builders emit into `build` is found in `quads`. */
export function gatherQuads(context: RdfContext): { build: QuadBuild; quads: IndexQuads } {
  const own: Quad[] = [];
  const shared = new Map<RdfTerm, Quad[]>();
  const openShared = (node: RdfTerm): QuadSink | undefined => {
    if (shared.has(node)) return undefined;
    const quads: Quad[] = [];
    shared.set(node, quads);
    return intoDistinct(quads);
  };
  return {
    build: { context, flavor: indexFlavor, emit: into(own), openShared },
    quads: { own, shared },
  };
}

function into(quads: Quad[]): QuadSink {
  return (subject, predicate, object) => {
    quads.push({ subject, predicate, object: indexTerm(object) });
  };
}

/** Two snaks of a reference may differ in what their triple does not show. */
function intoDistinct(quads: Quad[]): QuadSink {
  return (subject, predicate, object) => {
    const said = indexTerm(object);
    // There are a handful at most.
    if (quads.some((quad) => quad.predicate === predicate && quad.object === said)) return;
    quads.push({ subject, predicate, object: said });
  };
}

/** A term of the full form as the index has it. */
export function indexTerm(term: RdfTerm): RdfTerm {
  const sign = term.charCodeAt(1);
  if ((sign === PLUS || sign === MINUS) && term.endsWith(DECIMAL)) return canonicalAmount(term);
  return term.length > LONGEST_LITERAL ? shortened(term) : term;
}

/** Amounts have a sign and their last zeros in the full form; nobody writes them so in a query. */
function canonicalAmount(term: RdfTerm): RdfTerm {
  return literal(canonicalDecimal(lexicalForm(term)), `${XSD}decimal`);
}

/** Cuts the text of a literal and keeps its language or datatype; never halves a character. */
function shortened(term: RdfTerm): RdfTerm {
  const end = term.lastIndexOf('"');
  if (!term.startsWith('"') || end - 1 <= LONGEST_LITERAL) return term;
  const text = term.slice(0, LONGEST_LITERAL + 1).replace(/[\uD800-\uDBFF]$/, '');
  return (text + term.slice(end)) as RdfTerm;
}
