/** Entities, their names, and the search for them. */
import { isDatatype } from '../../schema/datatypes.ts';
import type { Datatype } from '../../schema/datatypes.ts';
import type { EntityId } from '../../schema/model/entity-id.ts';
import type { Entity } from '../../schema/model/entity.ts';
import { readEntity } from '../../schema/model/json/read-entity.ts';
import type { Text } from '../view/text.ts';
import { ApiFailure, get, post } from './http.ts';

export interface LoadedEntity {
  readonly entity: Entity;
  readonly revisionId: number;
}

interface EntityAnswer {
  readonly lastrevid: number;
  readonly missing?: string;
}

export async function loadEntity(id: EntityId): Promise<LoadedEntity> {
  const { entities } = await get<{ entities: Record<string, EntityAnswer> }>({
    action: 'wbgetentities',
    ids: id,
  });
  const json = entities[id];
  const entity = readEntity(json, { unknownValues: 'keep' });
  if (json === undefined || !entity.ok || entity.value.type === 'redirect') {
    throw new ApiFailure('no-such-entity', id);
  }
  return { entity: entity.value, revisionId: json.lastrevid };
}

export interface EntityName {
  readonly id: string;
  readonly label: Text | undefined;
  readonly datatype: Datatype | undefined;
}

/** As many as one request may ask for. */
const BATCH = 50;

export async function loadNames(
  ids: readonly string[],
  language: string,
): Promise<Map<string, EntityName>> {
  const names = new Map<string, EntityName>();
  for (let start = 0; start < ids.length; start += BATCH) {
    const batch = ids.slice(start, start + BATCH);
    for (const name of await loadBatch(batch, language)) names.set(name.id, name);
  }
  return names;
}

interface NameAnswer {
  readonly labels?: Record<string, { language: string; value: string }>;
  readonly datatype?: string;
}

async function loadBatch(ids: readonly string[], language: string): Promise<EntityName[]> {
  const { entities } = await get<{ entities: Record<string, NameAnswer> }>({
    action: 'wbgetentities',
    ids: ids.join('|'),
    props: 'labels|datatype',
    languages: language,
    languagefallback: '1',
  });
  return Object.entries(entities).map(([id, { labels, datatype }]) => {
    const label = labels?.[language];
    return {
      id,
      label: label && { text: label.value, language: label.language },
      datatype: datatype !== undefined && isDatatype(datatype) ? datatype : undefined,
    };
  });
}

export interface FoundEntity {
  readonly id: string;
  readonly label: Text | undefined;
  readonly description: Text | undefined;
  readonly datatype: Datatype | undefined;
  /** The label, alias or id that fits what was searched for. */
  readonly matched: string;
}

interface SearchAnswer {
  readonly id: string;
  readonly match: { readonly text: string };
  readonly display: Partial<Record<'label' | 'description', { value: string; language: string }>>;
  readonly datatype?: string;
}

export async function searchEntities(
  text: string,
  type: string,
  language: string,
  signal: AbortSignal,
): Promise<FoundEntity[]> {
  const { search } = await get<{ search: SearchAnswer[] }>(
    { action: 'wbsearchentities', search: text, type, language, uselang: language, limit: '8' },
    signal,
  );
  return search.map(({ id, display: { label, description }, datatype, match }) => ({
    id,
    label: label && { text: label.value, language: label.language },
    description: description && { text: description.value, language: description.language },
    datatype: datatype !== undefined && isDatatype(datatype) ? datatype : undefined,
    matched: match.text,
  }));
}

export interface SaveRequest {
  readonly id: EntityId;
  readonly baseRevisionId: number;
  readonly data: object;
  readonly summary: string;
}

/** Saves one edit and answers with the revision that it made. */
export async function saveEntity({ id, baseRevisionId, data, summary }: SaveRequest) {
  const { entity } = await post<{ entity: { lastrevid: number } }>({
    action: 'wbeditentity',
    id,
    baserevid: String(baseRevisionId),
    data: JSON.stringify(data),
    summary,
  });
  return entity.lastrevid;
}
