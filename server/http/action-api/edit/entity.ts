/** `wbeditentity`: one edit of any part of an entity, or a new one. */
import { failure } from '../../../../schema/failures.ts';
import type { Failure } from '../../../../schema/failures.ts';
import { pageEntityId } from '../../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../../schema/model/entity-id.ts';
import type { Entity } from '../../../../schema/model/entity.ts';
import { isObject } from '../../../../schema/model/json/reading.ts';
import { parseJson } from '../../../../schema/model/json-depth.ts';
import type { SiteSettings } from '../../../../schema/model/documents/site-settings.ts';
import type { EditTarget } from '../../../edit/edit.ts';
import { deniedKeys, unknownMembers } from '../../../edit/entity-data/keys.ts';
import { opsFromEntityData, targetOfEntityData } from '../../../edit/entity-data.ts';
import { datatypesIn, entityWithUrls, pageInfo } from '../../entity-answer.ts';
import { apiError, wikibaseError } from '../error-codes.ts';
import { ApiError, defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';
import { namesTold } from '../names-told.ts';
import type { ApiRequest } from '../request.ts';
import { editParameters, save } from './save.ts';
import type { SavedEntity } from './save.ts';
import { targetIdOf, targetParameters } from './target.ts';
import { entityInfo } from './terms.ts';

export const editEntityModule = defineModule({
  name: 'wbeditentity',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    ...targetParameters,
    new: { type: 'entity-type', values: ['item', 'property', 'lexeme'] },
    data: { type: 'string', required: true },
    clear: { type: 'boolean' },
    ...editParameters,
  },
  async run(values, request) {
    const parsed = parseJson(values.data);
    if (!parsed.ok) return apiError(parsed.failures);
    const id = await targetIdOf(values, request);
    if (id instanceof ApiError) return id;
    const data = entityData(parsed.value, id);
    warnOfUnknown(parsed.value, id, request);
    const target =
      id === undefined ? newTarget(values.new, data) : ({ kind: 'existing', id } as const);
    if (target instanceof ApiError) return target;
    const { services } = request;
    const site = await services.site.current();
    const numbers = await services.edit.storage.records.pageNumbersOf(id === undefined ? [] : [id]);
    const saved = await save(
      {
        module: 'wbeditentity',
        target,
        plan(entity, revisionId) {
          const fault =
            id === undefined
              ? undefined
              : pageFault(data, {
                  ...pageInfo(entity, numbers.get(entity.id) ?? 0, site),
                  lastrevid: revisionId,
                });
          if (fault !== undefined) return fault;
          const ops = opsFromEntityData(withoutDatatype(data, entity, request), entity, values);
          return ops.ok ? { ops: ops.value } : apiError(ops.failures);
        },
      },
      values,
      request,
    );
    return saved instanceof ApiError
      ? saved
      : { entity: await entityAnswer(saved, id, request, site), success: 1 };
  },
});

/** PHP writes an empty object as an empty list. What a form or sense gets, its lexeme gets. */
function entityData(json: unknown, id: EntityId | undefined): unknown {
  const data = Array.isArray(json) && json.length === 0 ? {} : json;
  if (id === undefined || pageEntityId(id) === id || !isObject(data)) return data;
  return { [partsOf(id)]: [{ ...data, id }] };
}

/** Clients send more than is theirs to say, and shall go on to work; but a slip must not go unseen. */
function warnOfUnknown(data: unknown, id: EntityId | undefined, request: ApiRequest): void {
  const isPage = id === undefined || pageEntityId(id) === id;
  for (const { key, property } of deniedKeys(data)) {
    const text = request.messages.text('failure-inconsistent-key', 'claims', key, property);
    request.warn('wbeditentity', text);
  }
  const unknown = unknownMembers(data, isPage ? 'entity' : 'lexeme-part');
  if (unknown.length === 0) return;
  const text = request.messages.text('api-unknown-keys', unknown.length, namesTold(unknown));
  request.warn('wbeditentity', text);
}

function partsOf(id: EntityId): 'forms' | 'senses' {
  return id.includes('-F') ? 'forms' : 'senses';
}

/** Whatever is wrong with the datatype of a new property, clients know it by one code. */
function newTarget(type: Entity['type'] | undefined, data: unknown): EditTarget | ApiError {
  const made = targetOfEntityData(type ?? 'item', data);
  if (made.ok) return made.value;
  const { failures } = made;
  if (!failures.some(concernsDatatype)) return apiError(failures);
  const message = { name: 'wikibase-api-not-recognized-datatype', parameters: [] };
  return new ApiError('param-illegal', failures, {}, [message]);
}

function concernsDatatype({ code, path }: Failure): boolean {
  return code === 'unknown-datatype' || path === '/datatype';
}

/** What the data says of the page must be true. */
function pageFault(data: unknown, truths: JsonObject): ApiError | undefined {
  if (!isObject(data)) return undefined;
  const wrong = Object.keys(truths).find(
    (field) => data[field] !== undefined && data[field] !== truths[field],
  );
  if (wrong === undefined) return undefined;
  const [key, value] = [String(truths[wrong]), JSON.stringify(data[wrong])];
  const found = failure('inconsistent-key', { field: wrong, key, value }, `/${wrong}`);
  return wikibaseError('param-illegal', [found]);
}

/** The datatype of a property is for ever: wishing for another one changes nothing, but is told. */
function withoutDatatype(data: unknown, entity: Entity, request: ApiRequest): unknown {
  if (entity.type !== 'property' || !isObject(data)) return data;
  const { datatype, ...others } = data;
  if (datatype !== undefined && datatype !== entity.datatype) {
    request.warn('wbeditentity', request.messages.text('failure-datatype-immutable', entity.id));
  }
  return others;
}

async function entityAnswer(
  saved: SavedEntity,
  id: EntityId | undefined,
  { services }: ApiRequest,
  site: SiteSettings,
): Promise<JsonObject> {
  const datatypeOf = await datatypesIn([saved.entity], services);
  const json: JsonObject = { ...entityWithUrls(saved.entity, datatypeOf, site) };
  const info = entityInfo(saved);
  if (id === undefined || pageEntityId(id) === id) return { ...json, ...info };
  const parts = json[partsOf(id)];
  const part = Array.isArray(parts)
    ? parts.find((each) => isObject(each) && each['id'] === id)
    : {};
  return { ...(part as JsonObject), ...info, id, type: partsOf(id).slice(0, -1) };
}
