/** One entity's page as an RDF document. */
import { ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import type { Document } from '../../../schema/model/documents/kinds.ts';
import { isPropertyId } from '../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import type { Entity } from '../../../schema/model/entity.ts';
import { fallbackChain } from '../../../schema/model/languages/fallback.ts';
import { mentionedEntities } from '../../../schema/model/mentions.ts';
import { documentPrefixes, lexemePrefixes, wikiNamespaces } from '../../../schema/vocabulary.ts';
import type { WikiNamespaces } from '../../../schema/vocabulary.ts';
import { documentQuads } from '../../rdf/document-quads.ts';
import type { EntityDocument } from '../../rdf/document-quads.ts';
import { documentFlavors } from '../../rdf/flavor.ts';
import { jsonLdWriter } from '../../rdf/json-ld.ts';
import { ntriplesDocument } from '../../rdf/ntriples.ts';
import { rdfXmlWriter } from '../../rdf/rdf-xml.ts';
import type { QuadSink } from '../../rdf/term.ts';
import { turtleWriter } from '../../rdf/turtle.ts';
import type { Page } from '../../read/entities.ts';
import { readEntities } from '../../read/entities.ts';
import type { Moment } from '../request/moment.ts';
import type { Services } from '../services.ts';
import { dependenciesOn } from './dependencies.ts';
import type { EntityDataRequest } from './entity-data-request.ts';
import type { RdfFormat } from './formats.ts';
import { readRequested } from './open-document.ts';
import type { OpenDocument } from './open-document.ts';

export async function openEntityRdf(
  request: EntityDataRequest,
  format: RdfFormat,
  services: Services,
): Promise<Result<OpenDocument>> {
  const { records } = services.edit.storage;
  const page = await readRequested(request, records);
  if (!page.ok) return page;
  const { document, revision } = page.value;
  const { id } = document;
  const { revisionId: asked, moment, flavor } = request;
  const tellsRedirects = documentFlavors[flavor].redirects && asked === undefined;
  // Redirects come and go without a new revision of the entity.
  const redirects = tellsRedirects ? await services.redirects.leadingTo(id, moment?.sequence) : [];
  const redirect = id === request.id ? undefined : await records.document(request.id, moment);
  const followed = redirect && { id: request.id, revision: redirect };
  const mentioned = mentionedEntities(document);
  const told = documentFlavors[flavor].stubs ? mentioned : [...mentioned].filter(isPropertyId);
  const { version, lastModified } = await dependenciesOn(told, revision, records);
  const mentions = moment === undefined ? version : String(moment.sequence);
  const dependsOn = [redirect?.revisionId, ...redirects, mentions].join();
  const toEntity = { redirects, followed, mentioned };
  const write = () => writeEntity(page.value, toEntity, request, format, services);
  return ok({ id, revisionId: revision.revisionId, lastModified, dependsOn, write });
}

async function writeEntity(
  { document: entity, revision }: Page<Entity>,
  toEntity: Pick<EntityDocument, 'redirects' | 'followed'> & {
    readonly mentioned: ReadonlySet<EntityId>;
  },
  { flavor: name, moment }: EntityDataRequest,
  format: RdfFormat,
  services: Services,
): Promise<string> {
  const flavor = documentFlavors[name];
  const { mentioned } = toEntity;
  const [lookup, site, documents] = await Promise.all([
    services.properties.lookUp([...mentioned].filter(isPropertyId), moment),
    services.site.at(moment),
    flavor.stubs ? pagesOf(mentioned, moment, services) : new Map<string, Document>(),
  ]);
  // The document says all of these already.
  for (const id of [entity.id, toEntity.followed?.id ?? entity.id]) documents.delete(id);
  const namespaces = namespacesOf(services);
  const stubLanguages = new Set(fallbackChain(site.defaultLanguage));
  const writer = openWriter(format, entity, namespaces);
  documentQuads(
    { entity, revision, ...toEntity, documents, stubLanguages },
    { namespaces, site, ...lookup },
    flavor,
    writer.write,
  );
  return writer.end();
}

interface DocumentWriter {
  readonly write: QuadSink;
  end(): string | Promise<string>;
}

function openWriter(format: RdfFormat, { type }: Entity, wiki: WikiNamespaces): DocumentWriter {
  const prefixes = type === 'lexeme' ? lexemePrefixes(wiki) : documentPrefixes(wiki);
  switch (format) {
    case 'nt':
      return ntriplesDocument();
    case 'ttl':
    case 'n3':
      return turtleWriter(prefixes);
    case 'rdf':
      return rdfXmlWriter(prefixes);
    case 'jsonld':
      return jsonLdWriter(prefixes);
  }
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

async function pagesOf(
  mentioned: ReadonlySet<EntityId>,
  moment: Moment | undefined,
  { edit }: Services,
): Promise<Map<string, Document>> {
  const options = moment === undefined ? {} : { at: moment };
  const pages = await readEntities(edit.storage.records, [...mentioned], options);
  const documents = new Map<string, Document>();
  for (const [id, { document, redirectedFrom }] of pages) {
    documents.set(document.id, document);
    if (redirectedFrom !== undefined) {
      documents.set(id, { type: 'redirect', id, target: document.id });
    }
  }
  return documents;
}
