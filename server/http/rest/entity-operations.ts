/** Items and properties as a whole: make, show, patch. */
import { failure } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import { isDatatype } from '../../../schema/datatypes.ts';
import type { SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import { isObject, readObject, readWhole, wrongType } from '../../../schema/model/json/reading.ts';
import type { Reading } from '../../../schema/model/json/reading.ts';
import type { DatatypeOf } from '../../../schema/model/json/write-statement.ts';
import { newStatementId } from '../../../schema/model/statement.ts';
import type { ChangeOp } from '../../edit/change-ops/change-op.ts';
import { tidyStatement } from '../../edit/change-ops/tidy-statement.ts';
import type { EditTarget } from '../../edit/edit.ts';
import { saveEdit } from '../../edit/save-edit.ts';
import type { Services } from '../services.ts';
import { API_PATH } from './address.ts';
import {
  createErrors,
  editBody,
  entityOperation,
  patchBody,
  patchErrors,
  readErrors,
  revisionAnswer,
} from './declare.ts';
import { readStatementGroups } from './deserialize-statements.ts';
import { readAliases, readSiteLinks, readTerms } from './deserialize-terms.ts';
import { readMetadata } from './edit-metadata.ts';
import { entityJson } from './entity-kinds.ts';
import type { EntityKind, RestEntity } from './entity-kinds.ts';
import type { RestError } from './errors.ts';
import { restError } from './failure-errors.ts';
import { defineOperation } from './operation.ts';
import type { Operation, RestAnswer, RestRequest } from './operation.ts';
import { fieldsParameter } from './parameters.ts';
import { planPatch } from './patch-plan.ts';
import { movedPlaces } from './places.ts';
import { editResource, placedError, readResource, savedAnswer } from './resource.ts';
import type { Change } from './resource.ts';
import { named } from './schemas.ts';
import { readPatchedSiteLinks } from './sitelink-operations.ts';
import { datatypesFor } from './statement-operations.ts';

const EXAMPLE = { labels: { en: 'potato' }, descriptions: { en: 'staple food' } };

export function entityOperations(kind: EntityKind): Operation[] {
  const { type, name, plural } = kind;
  const section = plural;
  const example = type === 'property' ? { data_type: 'string', ...EXAMPLE } : EXAMPLE;
  return [
    defineOperation({
      id: `add${name}`,
      method: 'post',
      path: `/entities/${plural}`,
      section,
      summary: `Make ${type === 'item' ? 'an item' : 'a property'}`,
      parameters: {},
      body: editBody(type, named(name), example),
      answers: {
        201: {
          description: `The new ${type} with its id.`,
          schema: named(name),
          headers: ['ETag', 'Last-Modified', 'Location'],
        },
      },
      errors: [
        ...createErrors,
        'invalid-key',
        'referenced-resource-not-found',
        'statement-group-property-id-mismatch',
      ],
      run: (_values, request) => addEntity(kind, request),
    }),
    entityOperation(kind, {
      id: `get${name}`,
      method: 'get',
      path: '',
      section,
      summary: `One ${type}, or the parts of it that are asked for`,
      conditional: true,
      parameters: { _fields: fieldsParameter(kind.fields) },
      answers: { 200: revisionAnswer(`The ${type}.`, named(name)) },
      empty: [304, 308, 412],
      errors: [...readErrors, 'invalid-query-parameter'],
      run: (id, { _fields: fields }, request) =>
        readResource({ id }, request, async (entity) => {
          const json = Object.entries(await jsonOf(entity, request.services));
          const wanted = json.filter(([field]) => field === 'id' || fields.includes(field));
          return { status: 200, json: Object.fromEntries(wanted) };
        }),
    }),
    entityOperation(kind, {
      id: `patch${name}`,
      method: 'patch',
      path: '',
      section,
      summary: `Change any parts of one ${type}`,
      conditional: true,
      parameters: {},
      body: patchBody({ op: 'replace', path: '/labels/en', value: 'potato' }),
      answers: { 200: revisionAnswer(`The ${type} as it is now.`, named(name)) },
      empty: [412],
      errors: [...patchErrors, 'patched-statement-group-property-id-mismatch'],
      run: (id, _values, request) =>
        editResource({ id }, request, (entity) => planEntityPatch(entity, request)),
    }),
  ];
}

async function jsonOf(entity: RestEntity, services: Services) {
  const [datatypeOf, { sites }] = await Promise.all([
    datatypesFor(entity.statements, undefined, services),
    services.site.current(),
  ]);
  return entityJson(entity, { datatypeOf, sites });
}

async function addEntity(kind: EntityKind, request: RestRequest): Promise<RestAnswer | RestError> {
  const { body, services, visitor } = request;
  const metadata = readMetadata(body);
  if (!metadata.ok) return restError(metadata.failures);
  const datatypeOf = await datatypesFor([], statementsIn(body[kind.type]), services);
  const read = readNew(kind, body, datatypeOf);
  if (!read.ok) return restError(read.failures);
  const { target, ops } = read.value;
  const edit = { actor: visitor.actor, target, ops, ...metadata.value };
  const result = await saveEdit(edit, services.edit);
  const change: Change = {
    ops,
    placeOf: (path) => `/${kind.type}${path}`,
    answer: async (entity) => ({
      status: 201,
      json: await jsonOf(entity, services),
      headers: {
        Location: `${services.urls.base}${API_PATH}/entities/${kind.plural}/${entity.id}`,
      },
    }),
  };
  return result.outcome === 'rejected'
    ? placedError(result.failures, change, request)
    : savedAnswer(change, result);
}

interface NewEntity {
  readonly target: EditTarget;
  readonly ops: readonly ChangeOp[];
}

function readNew(
  { type }: EntityKind,
  body: RestRequest['body'],
  datatypeOf: DatatypeOf,
): Result<NewEntity> {
  return readWhole(body, (_, reading) =>
    reading.at(type, body[type], (json): NewEntity | undefined => {
      const object = readObject(json, reading);
      if (object === undefined) return undefined;
      reading.optional(object, 'type', (given) => readConstant(given, type, reading), type);
      const ops = newEntityOps(object, type, datatypeOf, reading);
      if (type === 'item') return { target: { kind: 'new-item' }, ops };
      const datatype = reading.at('data_type', object['data_type'], (given) =>
        typeof given === 'string' && isDatatype(given)
          ? given
          : wrongType(given, 'datatype', reading),
      );
      return datatype && { target: { kind: 'new-property', datatype }, ops };
    }),
  );
}

function readConstant(json: unknown, expected: string, reading: Reading): string | undefined {
  return json === expected ? expected : wrongType(json, expected, reading);
}

function newEntityOps(
  json: Readonly<Record<string, unknown>>,
  type: RestEntity['type'],
  datatypeOf: DatatypeOf,
  reading: Reading,
): ChangeOp[] {
  const part = <Part>(key: string, read: (json: unknown, reading: Reading) => Part) =>
    reading.at(key, json[key], read);
  const termOps = (field: 'labels' | 'descriptions') =>
    [...(part(field, readTerms) ?? [])].map(([language, value]): ChangeOp => ({
      op: 'set-term',
      field,
      language,
      value,
    }));
  const statements =
    part('statements', (groups) => readStatementGroups(groups, [], datatypeOf, reading)) ?? [];
  const siteLinks = type === 'item' ? part('sitelinks', readSiteLinks) : undefined;
  return [
    ...termOps('labels'),
    ...termOps('descriptions'),
    ...[...(part('aliases', readAliases) ?? [])].map(([language, values]): ChangeOp => ({
      op: 'set-aliases',
      language,
      values,
    })),
    ...statements.map((statement): ChangeOp => ({ op: 'set-statement', statement })),
    ...[...(siteLinks?.values() ?? [])].map((link): ChangeOp => ({ op: 'set-sitelink', ...link })),
  ];
}

function statementsIn(json: unknown): unknown {
  return isObject(json) ? json['statements'] : undefined;
}

async function planEntityPatch(
  entity: RestEntity,
  request: RestRequest,
): Promise<Change | RestError> {
  const { services } = request;
  const site = await services.site.current();
  let datatypeOf = await datatypesFor(entity.statements, undefined, services);
  return planPatch(request, {
    json: entityJson(entity, { datatypeOf, sites: site.sites }),
    placeOf: movedPlaces('', ''),
    async prepare(json) {
      datatypeOf = await datatypesFor(entity.statements, statementsIn(json), services);
    },
    read(json, reading): ChangeOp[] | undefined {
      const document = readPatched(json, entity, datatypeOf, site, reading);
      return document && [{ op: 'replace', document }];
    },
    answer: async (after) => ({ status: 200, json: await jsonOf(after, services) }),
  });
}

/** A member that the patch took away counts as empty; what cannot change may as well be missing. */
function readPatched(
  json: unknown,
  entity: RestEntity,
  datatypeOf: DatatypeOf,
  { sites }: SiteSettings,
  reading: Reading,
): RestEntity | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const fixed = entity.type === 'property' ? { data_type: entity.datatype } : {};
  for (const [field, value] of Object.entries({ id: entity.id, type: entity.type, ...fixed })) {
    if (object[field] === undefined || object[field] === value) continue;
    reading.at(field, value, () => reading.fail(failure('read-only-field', { field })));
  }
  const part = <Part>(key: string, read: (json: unknown, reading: Reading) => Part) =>
    reading.at(key, object[key], read);
  const labels = part('labels', readTerms);
  const descriptions = part('descriptions', readTerms);
  const aliases = part('aliases', readAliases);
  const statements = part('statements', (groups) =>
    readStatementGroups(groups, entity.statements, datatypeOf, reading),
  )?.map((statement) =>
    tidyStatement({ ...statement, id: statement.id ?? newStatementId(entity.id) }),
  );
  if (!labels || !descriptions || !aliases || !statements) return undefined;
  const parts = { labels, descriptions, aliases, statements };
  if (entity.type === 'property') return { ...entity, ...parts };
  const siteLinks = part('sitelinks', (links) =>
    readPatchedSiteLinks(links, entity.siteLinks, sites, reading),
  );
  return siteLinks && { ...entity, ...parts, siteLinks };
}
