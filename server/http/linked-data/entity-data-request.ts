/** What a request of Special:EntityData asks for. */
import type { Context } from 'hono';
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import { pageEntityId, parseEntityId } from '../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import { documentFlavors, isDocumentFlavor } from '../../rdf/flavor.ts';
import type { DocumentFlavor } from '../../rdf/flavor.ts';
import type { Records } from '../services.ts';
import { readMoment } from '../request/moment.ts';
import type { Moment } from '../request/moment.ts';
import { formatNamed, formatNames } from './formats.ts';
import type { Format } from './formats.ts';

export interface EntityDataRequest {
  readonly id: EntityId;
  /** `undefined` where it is to be negotiated. */
  readonly format: Format | undefined;
  readonly flavor: DocumentFlavor;
  readonly revisionId: number | undefined;
  readonly moment: Moment | undefined;
  /** The address names the document otherwise than its canonical one does. */
  readonly misspelled: boolean;
  /** The parameters that belong to the canonical address, too. */
  readonly parameters: string;
}

const TITLE = 'Special:EntityData';
const PATH = `/wiki/${TITLE}`;

export function documentPath(id: EntityId, format: Format): string {
  return `${PATH}/${id}.${format}`;
}

/** The name of the document in the address: `Q42.json`; `undefined` where another page is asked for. */
export function documentName(c: Context): string | undefined {
  const title = c.req.path === '/w/index.php' ? c.req.query('title') : decoded(c.req.path).slice(6);
  if (title === TITLE) return '';
  return title?.startsWith(`${TITLE}/`) === true ? title.slice(TITLE.length + 1) : undefined;
}

export async function readEntityDataRequest(
  c: Context,
  name: string,
  records: Records,
): Promise<Result<EntityDataRequest>> {
  const named = readName(c, name);
  if (!named.ok) return named;
  const { flavor = 'full', revision = '0', asof } = c.req.query();
  if (!isDocumentFlavor(flavor))
    return wrongType('flavor', Object.keys(documentFlavors).join(', '));
  if (!/^\d{1,15}$/.test(revision)) return wrongType('revision', 'a number');
  const revisionId = Number(revision) === 0 ? undefined : Number(revision);
  const moment = await readMoment(asof, records);
  if (!moment.ok) return moment;
  if (revisionId !== undefined && asof !== undefined) {
    return wrongType('asof', 'nothing beside a revision');
  }
  return ok({
    ...named.value,
    flavor,
    revisionId,
    moment: moment.value,
    parameters: canonicalParameters({
      revision: revisionId?.toString(),
      asof,
      flavor: c.req.query('flavor'),
    }),
  });
}

/** Whether the address is one by which caches may know the document. */
export function isCanonical(c: Context, { id, format, parameters }: EntityDataRequest): boolean {
  const { pathname, search } = new URL(c.req.url);
  return format !== undefined && pathname + search === documentPath(id, format) + parameters;
}

function readName(
  c: Context,
  name: string,
): Result<Pick<EntityDataRequest, 'id' | 'format' | 'misspelled'>> {
  const dot = name.lastIndexOf('.');
  const idText = c.req.query('id') ?? (dot === -1 ? name : name.slice(0, dot));
  const formatText = c.req.query('format') ?? (dot === -1 ? '' : name.slice(dot + 1));
  const parsed = parseEntityId(idText);
  if (parsed === undefined) {
    return failed(failure('malformed-entity-id', { field: 'id', value: idText.slice(0, 100) }));
  }
  const id = pageEntityId(parsed);
  if (formatText === '') return ok({ id, format: undefined, misspelled: false });
  const format = formatNamed(formatText);
  if (format === undefined) {
    const type = formatText.slice(0, 50);
    return failed(failure('unsupported-media-type', { type, accepts: formatNames.join(', ') }));
  }
  return ok({ id, format, misspelled: name !== '' && name !== `${id}.${format}` });
}

function canonicalParameters(given: Readonly<Record<string, string | undefined>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) parameters.set(name, value);
  }
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}

function wrongType(field: string, expected: string): Result<never> {
  return failed(failure('wrong-type', { field, expected }));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
