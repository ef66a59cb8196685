/** Statements: the values that hold, and a node for each statement with all that supports it. */
import { referenceHash } from '../../schema/model/hash.ts';
import {
  bestStatements,
  statementsByProperty,
  type Rank,
  type Reference,
  type Statement,
} from '../../schema/model/statement.ts';
import { propertyIris } from './property-iris.ts';
import type { QuadBuild } from './quad-build.ts';
import { snakQuads } from './snak-quads.ts';
import { namedNode, type RdfTerm } from './term.ts';
import { provWasDerivedFrom, rdfType, wikibase } from './wikibase-terms.ts';

const RANK: Readonly<Record<Rank, RdfTerm>> = {
  preferred: wikibase.PreferredRank,
  normal: wikibase.NormalRank,
  deprecated: wikibase.DeprecatedRank,
};

/** Property by property, so that an edit of one leaves the order of the others as it was. */
export function statementsQuads(
  build: QuadBuild,
  subject: RdfTerm,
  statements: readonly Statement[],
): void {
  const best = new Set(bestStatements(statements));
  for (const group of statementsByProperty(statements).values()) {
    if (build.flavor.truthy) {
      for (const statement of group)
        if (best.has(statement)) truthyQuads(build, subject, statement);
    }
    if (build.flavor.statements) {
      for (const statement of group) {
        statementQuads(build, subject, statement, best.has(statement));
      }
    }
  }
}

export function truthyQuads(build: QuadBuild, subject: RdfTerm, { mainSnak, id }: Statement): void {
  snakQuads(build, build.emit, subject, mainSnak, 'direct', localName(id));
}

export function statementQuads(
  build: QuadBuild,
  subject: RdfTerm,
  statement: Statement,
  isBest: boolean,
): void {
  const { emit, flavor, context } = build;
  const { mainSnak, rank, qualifiers, references } = statement;
  const name = localName(statement.id);
  const node = statementNode(build, statement);
  emit(subject, propertyIris(context.namespaces, mainSnak.property).claim, node);
  if (flavor.obviousTypes) emit(node, rdfType, wikibase.Statement);
  if (isBest) bestRankQuad(build, statement);
  emit(node, wikibase.rank, RANK[rank]);
  snakQuads(build, emit, node, mainSnak, 'statement', name);
  if (flavor.qualifiers) {
    for (const snak of qualifiers) snakQuads(build, emit, node, snak, 'qualifier', name);
  }
  if (flavor.references) {
    for (const reference of references) {
      emit(node, provWasDerivedFrom, referenceNode(build, reference));
    }
  }
}

export function bestRankQuad(build: QuadBuild, statement: Statement): void {
  build.emit(statementNode(build, statement), rdfType, wikibase.BestRank);
}

function statementNode({ context }: QuadBuild, { id }: Statement): RdfTerm {
  return namedNode(context.namespaces.statement + localName(id));
}

/** A reference is named by its content: the same one supports any number of statements. */
function referenceNode(build: QuadBuild, reference: Reference): RdfTerm {
  const name = referenceHash(reference);
  const node = namedNode(build.context.namespaces.reference + name);
  const emit = build.openShared(node);
  if (emit !== undefined) {
    if (build.flavor.obviousTypes) emit(node, rdfType, wikibase.Reference);
    for (const snak of reference.snaks) {
      snakQuads(build, emit, node, snak, 'reference', name);
    }
  }
  return node;
}

/** The id of a statement as the end of an IRI. */
function localName(id: string): string {
  return id.replace(/[^\w-]/g, '-');
}
