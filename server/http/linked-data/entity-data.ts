/**
 * `Special:EntityData`: one entity as JSON or RDF, at an address of its own for each format.
 *
 * Rules and codes are Wikibase's: no format is negotiated with a 303, another spelling of the
 * address leads to the canonical one with a 301. Whoever asks may read the answer (CORS).
 */
import type { Context } from 'hono';
import { pagePath } from '../../../client/view/safe-link.ts';
import { failure } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import { negotiateType } from '../request/negotiate.ts';
import { contentTag, isNotModified, notModified } from '../response/conditional.ts';
import { settledCaching } from '../response/settled.ts';
import { wholeBody } from '../response/whole-body.ts';
import type { Services } from '../services.ts';
import {
  documentName,
  documentPath,
  isCanonical,
  readEntityDataRequest,
} from './entity-data-request.ts';
import type { EntityDataRequest } from './entity-data-request.ts';
import { openEntityJson, openEntityPhp } from './entity-json.ts';
import { openEntityRdf } from './entity-rdf.ts';
import type { OpenDocument } from './open-document.ts';
import { acceptable, formatNamed, mediaTypeOf } from './formats.ts';
import type { DataFormat, Format } from './formats.ts';
import { refusalPage } from './refusal-page.ts';

/** `undefined` where the request names no document. */
export async function entityData(c: Context, services: Services): Promise<Response | undefined> {
  const name = documentName(c);
  if (name === undefined || (name === '' && (c.req.query('id') ?? '') === '')) return undefined;
  allowEverybody(c);
  const request = await readEntityDataRequest(c, name, services.edit.storage.records);
  if (!request.ok) return refusalPage(c, request.failures, services);
  const { id, format, misspelled, parameters } = request.value;
  if (format === undefined) return negotiated(c, request.value, services);
  if (format === 'html') return redirect(c, addressOf(request.value, format), 303);
  if (misspelled) return redirect(c, documentPath(id, format) + parameters, 301);
  if (c.req.query('redirect') === 'force') {
    return redirect(c, addressOf(request.value, format), 303);
  }
  return document(c, request.value, format, services);
}

/** `/entity/Q42`: the thing itself cannot be sent, but what is known of it can. */
export async function conceptRedirect(c: Context, services: Services): Promise<Response> {
  allowEverybody(c);
  const { records } = services.edit.storage;
  const request = await readEntityDataRequest(c, c.req.param('id') ?? '', records);
  if (!request.ok) return refusalPage(c, request.failures, services);
  const { format } = request.value;
  return format === undefined
    ? negotiated(c, request.value, services)
    : redirect(c, addressOf(request.value, format), 303);
}

async function document(
  c: Context,
  request: EntityDataRequest,
  format: DataFormat,
  services: Services,
): Promise<Response> {
  const opened = await openDocument(request, format, services);
  if (!opened.ok) return refusalPage(c, opened.failures, services);
  const { id, revisionId, lastModified, dependsOn, write } = opened.value;
  c.header('Cache-Control', cacheControl(c, request));
  const etag = [id, revisionId, format, request.flavor, contentTag(dependsOn)].join('-');
  if (isNotModified(c, { etag, lastModified })) return notModified(c);
  return wholeBody(c, await write(), `${mediaTypeOf(format)}; charset=UTF-8`);
}

function openDocument(
  request: EntityDataRequest,
  format: DataFormat,
  services: Services,
): Promise<Result<OpenDocument>> {
  switch (format) {
    case 'json':
      return openEntityJson(request, services);
    case 'php':
      return openEntityPhp(request, services);
    case 'jsonld':
    case 'n3':
    case 'nt':
    case 'rdf':
    case 'ttl':
      return openEntityRdf(request, format, services);
  }
}

/** Caches may keep what has a canonical address and cannot change. */
function cacheControl(c: Context, request: EntityDataRequest): string {
  const { revisionId, moment } = request;
  const fixed = revisionId !== undefined || moment?.settled === true;
  if (!fixed || !isCanonical(c, request)) return 'private, no-cache, s-maxage=0';
  return settledCaching({ personal: false });
}

async function negotiated(
  c: Context,
  request: EntityDataRequest,
  services: Services,
): Promise<Response> {
  c.header('Vary', 'Accept', { append: true });
  const type = negotiateType(c.req.header('Accept'), acceptable);
  const format = type === undefined ? undefined : formatNamed(type);
  if (format === undefined) {
    const unmet = failure('not-acceptable', { accepts: acceptable.join(', ') });
    return refusalPage(c, [unmet], services);
  }
  return redirect(c, addressOf(request, format), 303);
}

/** People get the page, of the same revision or the same moment. */
function addressOf(
  { id, revisionId, moment, parameters }: EntityDataRequest,
  format: Format,
): string {
  if (format !== 'html') return documentPath(id, format) + parameters;
  if (moment !== undefined) return `${pagePath(id)}?asof=${encodeURIComponent(moment.text)}`;
  return revisionId === undefined ? pagePath(id) : `${pagePath(id)}?oldid=${revisionId}`;
}

function redirect(c: Context, target: string, status: 301 | 303): Response {
  c.header('Cache-Control', 'private, must-revalidate, max-age=0');
  c.header('Content-Type', 'text/html; charset=UTF-8');
  return c.redirect(target, status);
}

function allowEverybody(c: Context): void {
  c.header('Access-Control-Allow-Origin', '*');
  if (c.req.method !== 'OPTIONS') return;
  c.header('Access-Control-Allow-Methods', 'GET, HEAD, OPTIONS');
  c.header('Access-Control-Allow-Headers', 'Accept, If-Modified-Since, If-None-Match');
}
