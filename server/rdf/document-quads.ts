/**
 * The triples of a document about one entity, in the order in which Wikibase writes them: the page,
 * the entity, its sitelinks, what holds, statement after statement, terms, what is mentioned, and
 * last the nodes that several statements may share.
 */
import type { Document } from '../../schema/model/documents/kinds.ts';
import type { EntityId } from '../../schema/model/entity-id.ts';
import type { Entity, Form, Sense } from '../../schema/model/entity.ts';
import { bestStatements, statementsByProperty } from '../../schema/model/statement.ts';
import type { Statement } from '../../schema/model/statement.ts';
import { quadBuild, redirectQuads, typeQuads } from './entity-quads.ts';
import type { RdfFlavor } from './flavor.ts';
import { formQuads, lexemeQuads, senseQuads } from './lexeme-quads.ts';
import { pagePropertyQuads, revisionQuads } from './page-quads.ts';
import type { PageRevision } from './page-quads.ts';
import { propertyDeclarationQuads } from './property-quads.ts';
import type { QuadBuild } from './quad-build.ts';
import type { RdfContext } from './rdf-settings.ts';
import { siteLinksQuads } from './sitelink-quads.ts';
import { statementQuads, truthyQuads } from './statement-quads.ts';
import { stubQuads } from './stub-quads.ts';
import { namedNode } from './term.ts';
import type { Quad, QuadSink, RdfTerm } from './term.ts';
import { aliasQuads, labelAndDescriptionQuads } from './term-quads.ts';
import type { WantedLanguages } from './term-quads.ts';

export interface EntityDocument {
  readonly entity: Entity;
  readonly revision: PageRevision;
  /** The redirects that lead to the entity and that the document tells of. */
  readonly redirects: readonly EntityId[];
  /** The redirect that was asked for, and led here. */
  readonly followed: { readonly id: EntityId; readonly revision: PageRevision } | undefined;
  /** What the entity mentions and the document tells of. */
  readonly mentioned: Iterable<EntityId>;
  /** The pages of what is mentioned. */
  readonly documents: ReadonlyMap<string, Document>;
  /** The languages in which the mentioned are named. */
  readonly stubLanguages: WantedLanguages;
}

export function documentQuads(
  document: EntityDocument,
  context: RdfContext,
  flavor: RdfFlavor,
  sink: QuadSink,
): void {
  const { entity, revision, redirects, followed } = document;
  const shared = new SharedNodes();
  const build = { ...quadBuild(context, flavor, sink), openShared: shared.open };
  if (followed !== undefined) {
    const redirect = { type: 'redirect', id: followed.id, target: entity.id } as const;
    redirectQuads(redirect, context, flavor, sink, followed.revision);
  }
  revisionQuads(build, entity.id, revision);
  if (flavor.pageProperties) pagePropertyQuads(build, entity);
  entityInOrder(build, entity);
  if (flavor.stubs) {
    const { mentioned, documents, stubLanguages } = document;
    stubQuads(mentioned, documents, context, sink, stubLanguages);
  }
  if (flavor.redirects) {
    for (const id of redirects) {
      if (id === followed?.id) continue;
      redirectQuads({ type: 'redirect', id, target: entity.id }, context, flavor, sink);
    }
  }
  shared.writeTo(sink);
}

function entityInOrder(build: QuadBuild, entity: Entity): void {
  const node = namedNode(build.context.namespaces.entity + entity.id);
  typeQuads(build, node, entity.type);
  switch (entity.type) {
    case 'item':
      if (build.flavor.siteLinks) siteLinksQuads(build, node, entity.siteLinks);
      statementsInOrder(build, node, entity.statements);
      labelAndDescriptionQuads(build.emit, node, entity, build.flavor);
      aliasQuads(build.emit, node, entity.aliases);
      break;
    case 'property':
      statementsInOrder(build, node, entity.statements);
      labelAndDescriptionQuads(build.emit, node, entity, build.flavor);
      aliasQuads(build.emit, node, entity.aliases);
      propertyDeclarationQuads(build, entity.id, entity.datatype);
      break;
    case 'lexeme':
      lexemeQuads(build, entity);
      statementsInOrder(build, node, entity.statements);
      for (const form of entity.forms) partInOrder(build, form, 'form');
      for (const sense of entity.senses) partInOrder(build, sense, 'sense');
      break;
  }
}

function partInOrder(build: QuadBuild, part: Form | Sense, type: 'form' | 'sense'): void {
  const node = namedNode(build.context.namespaces.entity + part.id);
  typeQuads(build, node, type);
  if ('representations' in part) formQuads(build, part);
  else senseQuads(build, part);
  statementsInOrder(build, node, part.statements);
}

/** What holds comes first, for all properties. */
function statementsInOrder(
  build: QuadBuild,
  subject: RdfTerm,
  statements: readonly Statement[],
): void {
  const best = new Set(bestStatements(statements));
  const grouped = [...statementsByProperty(statements).values()].flat();
  if (build.flavor.truthy) {
    for (const statement of grouped) {
      if (best.has(statement)) truthyQuads(build, subject, statement);
    }
  }
  if (build.flavor.statements) {
    for (const statement of grouped) {
      statementQuads(build, subject, statement, best.has(statement));
    }
  }
}

/** Keeps the triples of shared nodes until the rest of the document is written. */
class SharedNodes {
  readonly #quads = new Map<RdfTerm, Quad[]>();

  readonly open = (node: RdfTerm): QuadSink | undefined => {
    if (this.#quads.has(node)) return undefined;
    const quads: Quad[] = [];
    this.#quads.set(node, quads);
    return (subject, predicate, object) => quads.push({ subject, predicate, object });
  };

  writeTo(sink: QuadSink): void {
    for (const quads of this.#quads.values()) {
      for (const { subject, predicate, object } of quads) sink(subject, predicate, object);
    }
  }
}
