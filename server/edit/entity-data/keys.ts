/** Keys of a piece of entity JSON that mean nothing, or something to JavaScript alone. */
import { failure } from '../../../schema/failures.ts';
import type { Failure } from '../../../schema/failures.ts';
import { jsonPointer } from '../../../schema/json-pointer.ts';
import { isObject } from '../../../schema/model/json/reading.ts';

const OF_PAGES = ['id', 'type', 'pageid', 'ns', 'title', 'lastrevid', 'modified'];
const OF_ENTITIES = [
  'labels',
  'descriptions',
  'aliases',
  'claims',
  'sitelinks',
  'datatype',
  'lemmas',
  'language',
  'lexicalCategory',
  'forms',
  'senses',
];
const OF_PARTS = ['representations', 'grammaticalFeatures', 'glosses', 'claims', 'add'];

/** Statements that stand under another property than their own, which is the one that counts. */
export function deniedKeys(data: unknown): { readonly key: string; readonly property: string }[] {
  const claims = isObject(data) ? data['claims'] : undefined;
  if (!isObject(claims)) return [];
  return Object.entries(claims).flatMap(([key, group]) => {
    const own = Array.isArray(group) ? group.map(propertyOf) : [];
    const property = own.find((each) => each !== undefined && each !== key.toUpperCase());
    return property === undefined ? [] : [{ key, property }];
  });
}

function propertyOf(statement: unknown): string | undefined {
  const mainSnak = isObject(statement) ? statement['mainsnak'] : undefined;
  const property = isObject(mainSnak) ? mainSnak['property'] : undefined;
  return typeof property === 'string' ? property.toUpperCase() : undefined;
}

const OF_STATEMENTS = [
  'id',
  'type',
  'mainsnak',
  'rank',
  'qualifiers',
  'qualifiers-order',
  'references',
];

export function unknownStatementMembers(statement: unknown): string[] {
  return isObject(statement)
    ? Object.keys(statement).filter((key) => !OF_STATEMENTS.includes(key))
    : [];
}

/** The members that nobody reads. `remove` is no such: where it stands for nothing, it is refused. */
export function unknownMembers(data: unknown, of: 'entity' | 'lexeme-part'): string[] {
  if (!isObject(data)) return [];
  const known = new Set([...OF_PAGES, ...(of === 'entity' ? OF_ENTITIES : OF_PARTS), 'remove']);
  return Object.keys(data).filter((key) => !known.has(key));
}

const OF_PROTOTYPES: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** No language, property or site is called so: who sends this tries something else. */
export function prototypeKeyFailure(
  json: unknown,
  path: readonly (string | number)[] = [],
): Failure | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const isList = Array.isArray(json);
  for (const [key, value] of Object.entries(json)) {
    const here = [...path, isList ? Number(key) : key];
    if (OF_PROTOTYPES.includes(key)) {
      return failure('unknown-field', { field: key }, jsonPointer(...here));
    }
    const found = prototypeKeyFailure(value, here);
    if (found !== undefined) return found;
  }
  return undefined;
}
