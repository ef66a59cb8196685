/** One entity's page as an RDF document. */
import type { Document } from '../../../schema/model/documents/kinds.ts';
import { isPropertyId } from '../../../schema/model/entity-id.ts';
import type { EntityId, PropertyId } from '../../../schema/model/entity-id.ts';
import type { Entity } from '../../../schema/model/entity.ts';
import { mentionedEntities } from '../../../schema/model/mentions.ts';
import { prefixes, wikiNamespaces } from '../../../schema/vocabulary.ts';
import type { WikiNamespaces } from '../../../schema/vocabulary.ts';
import { entityQuads, redirectQuads } from '../../rdf/entity-quads.ts';
import type { RdfFlavor } from '../../rdf/flavor.ts';
import { turtleText } from '../../rdf/n3.ts';
import { ntriplesLine } from '../../rdf/ntriples.ts';
import { stubQuads } from '../../rdf/stub-quads.ts';
import type { Quad, QuadSink } from '../../rdf/term.ts';
import type { Page } from '../../read/entities.ts';
import { readEntities } from '../../read/entities.ts';
import type { Services } from '../services.ts';

/** `redirects` lead to the entity. */
export async function entityRdf(
  { document: entity, revision }: Page<Entity>,
  redirects: readonly EntityId[],
  syntax: 'turtle' | 'ntriples',
  flavor: RdfFlavor,
  services: Services,
): Promise<string> {
  const mentioned = mentionedEntities(entity);
  const properties = [...mentioned].filter((id): id is PropertyId => isPropertyId(id));
  const [lookup, site] = await Promise.all([
    services.properties.lookUp(properties),
    services.site.current(),
  ]);
  const context = { namespaces: namespacesOf(services), site, ...lookup };
  const quads: Quad[] = [];
  const sink: QuadSink = (subject, predicate, object) => {
    quads.push({ subject, predicate, object });
  };
  entityQuads(entity, context, flavor, sink, { revision });
  for (const id of redirects) {
    redirectQuads({ type: 'redirect', id, target: entity.id }, context, flavor, sink);
  }
  if (flavor.stubs) stubQuads(mentioned, await documentsOf(mentioned, services), context, sink);
  return syntax === 'turtle'
    ? turtleText(quads, prefixes(context.namespaces))
    : [
        ...new Set(quads.map((quad) => ntriplesLine(quad.subject, quad.predicate, quad.object))),
      ].join('');
}

const known = new WeakMap<Services, WikiNamespaces>();

/** One object for the life of the services: the RDF builders remember what they made of it. */
function namespacesOf(services: Services): WikiNamespaces {
  const namespaces =
    known.get(services) ??
    wikiNamespaces(services.urls.conceptBase, `${services.urls.base}/wiki/Special:EntityData/`);
  known.set(services, namespaces);
  return namespaces;
}

async function documentsOf(
  mentioned: ReadonlySet<Parameters<typeof readEntities>[1][number]>,
  { edit }: Services,
): Promise<Map<string, Document>> {
  const pages = await readEntities(edit.storage.records, [...mentioned]);
  const documents = new Map<string, Document>();
  for (const [id, { document, redirectedFrom }] of pages) {
    documents.set(document.id, document);
    if (redirectedFrom !== undefined) {
      documents.set(id, { type: 'redirect', id, target: document.id });
    }
  }
  return documents;
}
