/**
 * `Special:EntityData`: one entity as JSON or RDF, at an address of its own for each format.
 *
 * Rules and codes are Wikibase's: no format is negotiated with a 303, another spelling of the
 * address leads to the canonical one with a 301.
 */
import type { Context } from 'hono';
import { pagePath } from '../../../client/view/safe-link.ts';
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import { pageEntityId, parseEntityId } from '../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import type { Entity } from '../../../schema/model/entity.ts';
import { documentFlavors, isDocumentFlavor } from '../../rdf/flavor.ts';
import type { DocumentFlavor } from '../../rdf/flavor.ts';
import type { Page } from '../../read/entities.ts';
import { isEntityPage, readEntity, readRevision } from '../../read/entities.ts';
import { datatypesIn, entityAnswer } from '../entity-answer.ts';
import { negotiateType } from '../request/negotiate.ts';
import { contentTag, isNotModified, notModified } from '../response/conditional.ts';
import { refuse } from '../response/refuse.ts';
import { wholeBody } from '../response/whole-body.ts';
import type { Services } from '../services.ts';
import { entityRdf } from './entity-rdf.ts';

const mediaTypes = {
  json: 'application/json',
  ttl: 'text/turtle',
  nt: 'application/n-triples',
  n3: 'text/n3',
  html: 'text/html',
} as const;
type Format = keyof typeof mediaTypes;

/** Names that a format goes by besides its extension. */
const otherNames: Readonly<Record<string, Format>> = {
  turtle: 'ttl',
  ntriples: 'nt',
  ...Object.fromEntries(Object.entries(mediaTypes).map(([format, type]) => [type, format])),
};

const PATH = '/wiki/Special:EntityData/';

interface Wanted {
  readonly id: EntityId;
  readonly format: Format | undefined;
  readonly revisionId: number | undefined;
  readonly flavor: DocumentFlavor;
}

export async function entityData(c: Context, services: Services): Promise<Response> {
  const wanted = readRequest(c);
  c.header('Access-Control-Allow-Origin', '*');
  if (!wanted.ok) return refuse(c, wanted.failures);
  const { id, format } = wanted.value;
  const query = new URL(c.req.url).search;
  if (format === undefined) return negotiated(c, id);
  if (format === 'html') return c.redirect(pagePath(id), 303);
  const canonical = `${PATH}${id}.${format}`;
  if (!isCanonical(c, canonical)) return c.redirect(canonical + withoutIdAndFormat(query), 301);

  const page = await readWanted(wanted.value, services);
  if (!page.ok) return refuse(c, page.failures);
  const { revisionId, timestamp } = page.value.revision;
  c.header('Cache-Control', 'public, max-age=0, must-revalidate');
  const flavor = documentFlavors[wanted.value.flavor];
  const redirects =
    format === 'json' || !flavor.redirects
      ? []
      : await services.redirects.leadingTo(page.value.document.id);
  // Redirects come and go without a new revision of the entity.
  const etag = [id, revisionId, format, wanted.value.flavor, redirectTag(redirects)].join('-');
  if (isNotModified(c, { etag, lastModified: timestamp })) return notModified(c);
  const body =
    format === 'json'
      ? await jsonText(page.value, services)
      : await entityRdf(
          page.value,
          redirects,
          format === 'nt' ? 'ntriples' : 'turtle',
          flavor,
          services,
        );
  return wholeBody(c, body, `${mediaTypes[format]}; charset=UTF-8`);
}

/** `/entity/Q42`: the thing itself cannot be sent, but what is known of it can. */
export function conceptRedirect(c: Context): Response {
  const text = c.req.param('id') ?? '';
  const id = parseEntityId(text);
  if (id !== undefined) return c.redirect(`${PATH}${pageEntityId(id)}`, 303);
  return refuse(c, [failure('malformed-entity-id', { field: 'id', value: text.slice(0, 100) })]);
}

/** Asked by pages of other sites before they ask for the data: everybody may. */
export function entityDataOptions(c: Context): Response {
  c.header('Access-Control-Allow-Origin', '*');
  c.header('Access-Control-Allow-Methods', 'GET, HEAD');
  return c.body('');
}

function readRequest(c: Context): Result<Wanted> {
  const title = decodePath(c.req.path.slice(PATH.length));
  const dot = title.lastIndexOf('.');
  const idText = c.req.query('id') ?? (dot === -1 ? title : title.slice(0, dot));
  const formatText = c.req.query('format') ?? (dot === -1 ? '' : title.slice(dot + 1));
  const parsed = parseEntityId(idText);
  if (parsed === undefined) {
    return failed(failure('malformed-entity-id', { field: 'id', value: idText.slice(0, 100) }));
  }
  const format = formatText === '' ? undefined : formatOf(formatText.toLowerCase());
  if (format === undefined && formatText !== '') {
    const accepts = Object.keys(mediaTypes).join(', ');
    return failed(failure('unsupported-media-type', { type: formatText.slice(0, 50), accepts }));
  }
  const flavor = c.req.query('flavor') ?? 'full';
  if (!isDocumentFlavor(flavor)) {
    const expected = Object.keys(documentFlavors).join(', ');
    return failed(failure('wrong-type', { field: 'flavor', expected }));
  }
  const revision = c.req.query('revision') ?? c.req.query('oldid') ?? '0';
  if (!/^\d{1,15}$/.test(revision)) {
    return failed(failure('wrong-type', { field: 'revision', expected: 'a number' }));
  }
  const revisionId = Number(revision) === 0 ? undefined : Number(revision);
  return ok({ id: pageEntityId(parsed), format, revisionId, flavor });
}

function formatOf(name: string): Format | undefined {
  if (Object.hasOwn(mediaTypes, name)) return name as Format;
  return Object.hasOwn(otherNames, name) ? otherNames[name] : undefined;
}

function negotiated(c: Context, id: EntityId): Response {
  const types = Object.values(mediaTypes);
  const type = negotiateType(c.req.header('Accept'), types);
  if (type === undefined) {
    return refuse(c, [failure('not-acceptable', { accepts: types.join(', ') })]);
  }
  c.header('Vary', 'Accept');
  const format = formatOf(type);
  const query = withoutIdAndFormat(new URL(c.req.url).search);
  const target = format === 'html' ? pagePath(id) : `${PATH}${id}.${format}${query}`;
  return c.redirect(target, 303);
}

function isCanonical(c: Context, canonical: string): boolean {
  const query = c.req.query();
  return (
    decodePath(c.req.path) === canonical &&
    query['id'] === undefined &&
    query['format'] === undefined
  );
}

function withoutIdAndFormat(search: string): string {
  const query = new URLSearchParams(search);
  for (const name of ['id', 'format', 'title']) query.delete(name);
  return query.size === 0 ? '' : `?${query.toString()}`;
}

async function readWanted(
  { id, revisionId }: Wanted,
  services: Services,
): Promise<Result<Page<Entity>>> {
  const { records } = services.edit.storage;
  if (revisionId === undefined) {
    const page = await readEntity(records, id);
    return page === undefined ? failed(failure('unknown-entity', { id })) : ok(page);
  }
  const page = await readRevision(records, id, revisionId);
  if (!page.ok) return failed(failure('unknown-revision', { revision: revisionId }));
  const { value } = page;
  return isEntityPage(value)
    ? ok(value)
    : failed(failure('malformed-entity-id', { field: 'revision', value: id }));
}

async function jsonText(page: Page<Entity>, services: Services): Promise<string> {
  const [datatypeOf, site] = await Promise.all([
    datatypesIn([page.document], services),
    services.site.current(),
  ]);
  return JSON.stringify({
    entities: { [page.document.id]: entityAnswer(page, datatypeOf, site) },
  });
}

function redirectTag(redirects: readonly EntityId[]): string {
  return redirects.length === 0 ? '' : contentTag(redirects.join());
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
