/** What the members of `wbeditentity`'s `data` have in common. */
import { failure } from '../../../../schema/failures.ts';
import type { ItemId } from '../../../../schema/model/entity-id.ts';
import { parseItemId } from '../../../../schema/model/entity-id.ts';
import { isObject, readEntries, readText, wrongType } from '../../../../schema/model/json/reading.ts';
import type { JsonObject, Reading } from '../../../../schema/model/json/reading.ts';

/** Entries of a map, each with its key, or of a list, without. */
export function readMembers(
  json: unknown,
  reading: Reading,
  read: (entry: JsonObject, key: string | undefined) => void,
): void {
  const member = (entry: unknown, key: string | undefined) => {
    if (isObject(entry)) read(entry, key);
    else wrongType(entry, 'object', reading);
  };
  if (Array.isArray(json)) {
    json.forEach((entry, index) => reading.at(index, entry, () => member(entry, undefined)));
  } else readEntries(json, reading, (key, entry) => member(entry, key));
}

export function readItemId(json: unknown, reading: Reading): ItemId | undefined {
  const text = readText(json, reading);
  if (text === undefined) return undefined;
  const id = parseItemId(text);
  return id ?? reading.fail(failure('malformed-entity-id', { field: reading.field, value: text }));
}

/** `"remove": ""` as clients write it; a literal false takes nothing away. */
export function isRemoval(entry: JsonObject): boolean {
  return entry['remove'] !== undefined && entry['remove'] !== false;
}
