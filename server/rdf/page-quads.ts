/** What is said of the page that holds an entity: its version, date, licence and counts. */
import { allStatements, type Entity } from '../../schema/model/entity.ts';
import type { EntityId } from '../../schema/model/entity-id.ts';
import { CC0, RDF_FORMAT_VERSION } from '../../schema/vocabulary.ts';
import type { QuadBuild } from './quad-build.ts';
import type { RdfContext } from './rdf-settings.ts';
import { namedNode, textLiteral, type RdfTerm } from './term.ts';
import { ccLicense, dateTime, integer, rdfType, schema, wikibase } from './wikibase-terms.ts';

export interface PageRevision {
  readonly revisionId: number;
  /** ISO 8601 in UTC, to the second: `2013-10-04T03:31:05Z`. */
  readonly timestamp: string;
}

/** The revision of an entity's or a redirect's page. */
export function revisionQuads(build: QuadBuild, id: EntityId, revision: PageRevision): void {
  const { emit, flavor, context } = build;
  const page = pageNode(build, id);
  if (flavor.dataNode) {
    emit(page, rdfType, schema.Dataset);
    emit(page, schema.about, namedNode(context.namespaces.entity + id));
  }
  if (flavor.version) {
    emit(page, ccLicense, namedNode(CC0));
    emit(page, schema.softwareVersion, textLiteral(RDF_FORMAT_VERSION));
  }
  emit(page, schema.version, integer(revision.revisionId));
  emit(page, schema.dateModified, dateTime(revision.timestamp));
}

/** How much the entity holds: properties count statements, items also identifiers and links. */
export function pagePropertyQuads(build: QuadBuild, entity: Entity): void {
  const { emit, context } = build;
  const page = pageNode(build, entity.id);
  emit(page, wikibase.statements, integer(allStatements(entity).length));
  if (entity.type !== 'item') return;
  emit(page, wikibase.sitelinks, integer(entity.siteLinks.size));
  emit(page, wikibase.identifiers, integer(countIdentifiers(entity, context)));
}

function countIdentifiers(entity: Entity, context: RdfContext): number {
  return entity.statements.filter(
    ({ mainSnak }) => context.datatypeOf(mainSnak.property) === 'external-id',
  ).length;
}

function pageNode({ flavor, context }: QuadBuild, id: EntityId): RdfTerm {
  const { data, entity } = context.namespaces;
  return namedNode((flavor.dataNode ? data : entity) + id);
}
