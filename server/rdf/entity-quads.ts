/**
 * Entities as RDF (format 1.0.0 of Wikibase's mapping).
 *
 * Triples go into a sink one by one, in an order that keeps those of a subject together; some may
 * come twice (two statements with one value): readers take them as a set.
 */
import type { Document } from '../../schema/model/documents/kinds.ts';
import type { Entity, EntityRedirect, Form, Lexeme, Sense } from '../../schema/model/entity.ts';
import type { RdfFlavor } from './flavor.ts';
import { formQuads, lexemeQuads, senseQuads } from './lexeme-quads.ts';
import { pagePropertyQuads, revisionQuads, type PageRevision } from './page-quads.ts';
import { propertyDeclarationQuads } from './property-quads.ts';
import { exactNodeBag, type NodeBag, type QuadBuild } from './quad-build.ts';
import type { RdfContext } from './rdf-settings.ts';
import { siteLinksQuads } from './sitelink-quads.ts';
import { statementsQuads } from './statement-quads.ts';
import { namedNode, type QuadSink, type RdfTerm } from './term.ts';
import { aliasQuads, labelAndDescriptionQuads } from './term-quads.ts';
import { owl, rdfType, wikibase } from './wikibase-terms.ts';

export interface EntityQuadsOptions {
  /** The revision that the entity comes from; without it nothing is said of the page. */
  readonly revision?: PageRevision;
  /** One bag for all entities of a dump keeps it from repeating shared nodes. */
  readonly written?: NodeBag;
}

export function entityQuads(
  entity: Entity,
  context: RdfContext,
  flavor: RdfFlavor,
  sink: QuadSink,
  options: EntityQuadsOptions = {},
): void {
  const build = quadBuild(context, flavor, sink, options.written);
  buildEntity(build, entity, options.revision);
}

/** Only entities and redirects have triples. */
export function isEntity(document: Document): document is Entity {
  return document.type === 'item' || document.type === 'property' || document.type === 'lexeme';
}

/** A redirect says where its entity went, and which revision says so. */
export function redirectQuads(
  redirect: EntityRedirect,
  context: RdfContext,
  flavor: RdfFlavor,
  sink: QuadSink,
  revision?: PageRevision,
): void {
  if (revision !== undefined) {
    revisionQuads(quadBuild(context, flavor, sink), redirect.id, revision);
  }
  const { entity } = context.namespaces;
  sink(namedNode(entity + redirect.id), owl.sameAs, namedNode(entity + redirect.target));
}

/** What the builders need, for triples of which each goes straight into `sink`. */
export function quadBuild(
  context: RdfContext,
  flavor: RdfFlavor,
  sink: QuadSink,
  written: NodeBag = exactNodeBag(),
): QuadBuild {
  return {
    context,
    flavor,
    emit: sink,
    openShared: (node) => (written.add(node) ? sink : undefined),
  };
}

/** The entity first, its page last: an edit that adds something leaves the order as it was. */
export function buildEntity(
  build: QuadBuild,
  entity: Entity,
  revision: PageRevision | undefined,
): void {
  const node = namedNode(build.context.namespaces.entity + entity.id);
  typeQuads(build, node, entity.type);
  switch (entity.type) {
    case 'item':
      fingerprintQuads(build, node, entity);
      if (build.flavor.siteLinks) siteLinksQuads(build, node, entity.siteLinks);
      break;
    case 'property':
      fingerprintQuads(build, node, entity);
      propertyDeclarationQuads(build, entity.id, entity.datatype);
      break;
    case 'lexeme':
      lexemeQuads(build, entity);
      subEntityQuads(build, entity);
      break;
  }
  statementsQuads(build, node, entity.statements);
  if (build.flavor.pageProperties) pagePropertyQuads(build, entity);
  if (revision !== undefined) revisionQuads(build, entity.id, revision);
}

/** A property is not obvious: only its type tells it from an item in a query. */
export function typeQuads(
  { emit, flavor }: QuadBuild,
  node: RdfTerm,
  type: Entity['type'] | 'form' | 'sense',
): void {
  if (type === 'property' || flavor.obviousTypes) emit(node, rdfType, ENTITY_CLASS[type]);
}

const ENTITY_CLASS = {
  item: wikibase.Item,
  property: wikibase.Property,
  lexeme: wikibase.Lexeme,
  form: wikibase.Form,
  sense: wikibase.Sense,
};

function fingerprintQuads(
  { emit, flavor }: QuadBuild,
  node: RdfTerm,
  entity: Exclude<Entity, Lexeme>,
): void {
  labelAndDescriptionQuads(emit, node, entity, flavor);
  aliasQuads(emit, node, entity.aliases);
}

function subEntityQuads(build: QuadBuild, lexeme: Lexeme): void {
  const node = ({ id }: Form | Sense): RdfTerm => namedNode(build.context.namespaces.entity + id);
  for (const form of lexeme.forms) {
    typeQuads(build, node(form), 'form');
    formQuads(build, form);
    statementsQuads(build, node(form), form.statements);
  }
  for (const sense of lexeme.senses) {
    typeQuads(build, node(sense), 'sense');
    senseQuads(build, sense);
    statementsQuads(build, node(sense), sense.statements);
  }
}
