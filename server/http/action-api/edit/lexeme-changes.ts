/** The members of `wbeditentity`'s `data` that only lexemes have → operations. */
import { failure } from '../../../../schema/failures.ts';
import { parseEntityId } from '../../../../schema/model/entity-id.ts';
import type { EntityId, FormId, SenseId } from '../../../../schema/model/entity-id.ts';
import { readList, readObject, readText } from '../../../../schema/model/json/reading.ts';
import type { JsonObject, Reading } from '../../../../schema/model/json/reading.ts';
import type { ChangeOp, NewStatement } from '../../../edit/change-ops/change-op.ts';
import { isRemoval, readItemId } from './parts.ts';
import { statementChanges } from './statement-changes.ts';
import { termChanges, termEntries } from './term-changes.ts';

export function readLexemeChanges(data: JsonObject, reading: Reading): ChangeOp[] {
  return [
    ...partsOf(data, 'lemmas', reading, (json) => termChanges(json, 'lemmas', reading)),
    ...headChange(data, reading),
    ...partsOf(data, 'forms', reading, (json) => parts(json, reading, formChange)),
    ...partsOf(data, 'senses', reading, (json) => parts(json, reading, senseChange)),
  ];
}

function partsOf(
  data: JsonObject,
  name: string,
  reading: Reading,
  read: (json: unknown) => ChangeOp[],
): ChangeOp[] {
  return data[name] === undefined ? [] : (reading.at(name, data[name], read) ?? []);
}

function headChange(data: JsonObject, reading: Reading): ChangeOp[] {
  const read = (name: string) =>
    data[name] === undefined ? undefined : reading.at(name, data[name], readItemId);
  const language = read('language');
  const lexicalCategory = read('lexicalCategory');
  if (language === undefined && lexicalCategory === undefined) return [];
  return [
    {
      op: 'set-lexeme',
      ...(language === undefined ? {} : { language }),
      ...(lexicalCategory === undefined ? {} : { lexicalCategory }),
    },
  ];
}

type PartReader = (entry: JsonObject, id: EntityId | undefined, reading: Reading) => ChangeOp;

function parts(json: unknown, reading: Reading, change: PartReader): ChangeOp[] {
  const ops = readList(json, reading, (entry) => {
    const object = readObject(entry, reading);
    if (object === undefined) return undefined;
    const id = object['id'] === undefined ? undefined : reading.at('id', object['id'], partId);
    return object['id'] !== undefined && id === undefined ? undefined : change(object, id, reading);
  });
  return ops ?? [];
}

function partId(json: unknown, reading: Reading): EntityId | undefined {
  const text = readText(json, reading);
  if (text === undefined) return undefined;
  return (
    parseEntityId(text) ??
    reading.fail(failure('malformed-entity-id', { field: 'id', value: text }))
  );
}

function formChange(entry: JsonObject, id: EntityId | undefined, reading: Reading): ChangeOp {
  const own = id as FormId | undefined;
  if (own !== undefined && isRemoval(entry)) return { op: 'remove-form', id: own };
  const features = entry['grammaticalFeatures'];
  const grammaticalFeatures =
    features === undefined
      ? undefined
      : reading.at('grammaticalFeatures', features, (json) => readList(json, reading, readItemId));
  const representations = termsMember(entry, 'representations', reading);
  return {
    op: 'set-form',
    ...(own === undefined ? {} : { id: own }),
    ...(representations === undefined ? {} : { representations }),
    ...(grammaticalFeatures === undefined ? {} : { grammaticalFeatures }),
    ...statementsMember(entry, id, reading),
  };
}

function senseChange(entry: JsonObject, id: EntityId | undefined, reading: Reading): ChangeOp {
  const own = id as SenseId | undefined;
  if (own !== undefined && isRemoval(entry)) return { op: 'remove-sense', id: own };
  const glosses = termsMember(entry, 'glosses', reading);
  return {
    op: 'set-sense',
    ...(own === undefined ? {} : { id: own }),
    ...(glosses === undefined ? {} : { glosses }),
    ...statementsMember(entry, id, reading),
  };
}

function termsMember(
  entry: JsonObject,
  name: string,
  reading: Reading,
): ReadonlyMap<string, string> | undefined {
  if (entry[name] === undefined) return undefined;
  const terms = reading.at(name, entry[name], (json) => termEntries(json, reading)) ?? [];
  return new Map(terms.map(({ language, value }) => [language, value]));
}

function statementsMember(
  entry: JsonObject,
  id: EntityId | undefined,
  reading: Reading,
): { readonly statements?: readonly NewStatement[] } {
  const json = entry['claims'];
  if (id === undefined || json === undefined) return {};
  const ops = reading.at('claims', json, () => statementChanges(json, id, reading)) ?? [];
  return { statements: ops.flatMap((op) => (op.op === 'set-statement' ? [op.statement] : [])) };
}
