/** One snak, in whatever place of a statement it stands. */
import { hash } from 'node:crypto';
import { snakHash } from '../../schema/model/hash.ts';
import type { Snak, SomeValueSnak } from '../../schema/model/snak.ts';
import { propertyIris, type SnakPredicates } from './property-iris.ts';
import type { QuadBuild } from './quad-build.ts';
import { blankNode, namedNode, type QuadSink, type RdfTerm } from './term.ts';
import { valueQuads } from './value-quads.ts';
import { rdfType } from './wikibase-terms.ts';

/** Where a snak stands; it decides the predicates. */
export type SnakPlace = 'direct' | 'statement' | 'qualifier' | 'reference';

/** `parentName` is the local name of the statement or reference that the snak belongs to. */
export function snakQuads(
  build: QuadBuild,
  emit: QuadSink,
  subject: RdfTerm,
  snak: Snak,
  place: SnakPlace,
  parentName: string,
): void {
  const iris = propertyIris(build.context.namespaces, snak.property);
  const predicates = iris[place];
  switch (snak.kind) {
    case 'value':
      valueQuads(build, emit, subject, snak, predicates);
      break;
    case 'somevalue':
      emit(subject, predicates.value, unknownValue(build, snak, predicates, parentName));
      break;
    case 'novalue':
      emit(subject, rdfType, iris.novalue);
      break;
  }
}

/** An unknown value keeps its name from one build to the next, so that diffs stay small. */
function unknownValue(
  build: QuadBuild,
  snak: SomeValueSnak,
  predicates: SnakPredicates,
  parentName: string,
): RdfTerm {
  const wiki = build.context.namespaces;
  const parts = [parentName, predicates.namespace, wiki.value, snakHash(snak)];
  return unnamedNode(build, hash('md5', parts.join('-')));
}

/** A blank node, or the IRI that stands for it. */
export function unnamedNode(build: QuadBuild, label: string): RdfTerm {
  return build.flavor.blankNodes
    ? blankNode(label)
    : namedNode(build.context.namespaces.genid + label);
}
