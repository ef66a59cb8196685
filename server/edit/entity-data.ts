/**
 * The operations that a piece of entity JSON asks for: the `data` of wbeditentity, and what the
 * editor sends.
 *
 * Such JSON is a patch: what it does not mention stays, `remove` and empty values take away. Every
 * failure points into the JSON.
 */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Result } from '../../schema/failures.ts';
import type { Entity } from '../../schema/model/entity.ts';
import { readDatatype } from '../../schema/model/json/read-entity.ts';
import { itemId } from '../../schema/model/json/read-terms.ts';
import { isObject, readObject, readWhole } from '../../schema/model/json/reading.ts';
import type { JsonObject, Reading } from '../../schema/model/json/reading.ts';
import type { ChangeOp } from './change-ops/change-op.ts';
import { cleared } from './change-ops/document.ts';
import type { EditTarget } from './edit.ts';
import { prototypeKeyFailure } from './entity-data/keys.ts';
import { formOps, senseOps } from './entity-data/lexeme-parts.ts';
import { siteLinkOps } from './entity-data/sitelinks.ts';
import { statementOps } from './entity-data/statements.ts';
import { aliasOps, termOps } from './entity-data/terms.ts';

export interface EntityDataOptions {
  /** Start from nothing instead of from what the entity holds. */
  readonly clear?: boolean;
}

/** `current` is what the editor saw; of a new entity the empty one. */
export function opsFromEntityData(
  data: unknown,
  current: Entity,
  { clear = false }: EntityDataOptions = {},
): Result<ChangeOp[]> {
  const forbidden = prototypeKeyFailure(data);
  if (forbidden !== undefined) return failed(forbidden);
  const start = clear ? cleared(current) : current;
  const ops = readWhole(data, (json, reading) => entityOps(json, start, reading));
  if (!ops.ok) return ops;
  return ok(clear ? [{ op: 'clear' }, ...ops.value] : ops.value);
}

/** Where the data of a new entity goes. */
export function targetOfEntityData(type: Entity['type'], data: unknown): Result<EditTarget> {
  switch (type) {
    case 'item':
      return ok({ kind: 'new-item' });
    case 'property': {
      const datatype = readWhole(data, (json, reading) =>
        memberOf(json, 'datatype', reading, readDatatype),
      );
      if (!datatype.ok) return datatype;
      return ok({ kind: 'new-property', datatype: datatype.value });
    }
    case 'lexeme': {
      const language = readWhole(data, (json, reading) =>
        memberOf(json, 'language', reading, itemId),
      );
      const category = readWhole(data, (json, reading) =>
        memberOf(json, 'lexicalCategory', reading, itemId),
      );
      if (!language.ok) return language;
      if (!category.ok) return category;
      return ok({
        kind: 'new-lexeme',
        language: language.value,
        lexicalCategory: category.value,
      });
    }
  }
}

function memberOf<Part>(
  json: unknown,
  key: string,
  reading: Reading,
  read: (json: unknown, reading: Reading) => Part | undefined,
): Part | undefined {
  const object = readObject(json, reading);
  return object === undefined ? undefined : reading.at(key, object[key], read);
}

/** The members that belong to one type of entity only. */
const memberTypes: Readonly<Record<string, readonly Entity['type'][]>> = {
  labels: ['item', 'property'],
  descriptions: ['item', 'property'],
  aliases: ['item', 'property'],
  sitelinks: ['item'],
  datatype: ['property'],
  lemmas: ['lexeme'],
  language: ['lexeme'],
  lexicalCategory: ['lexeme'],
  forms: ['lexeme'],
  senses: ['lexeme'],
};

function entityOps(json: unknown, current: Entity, reading: Reading): ChangeOp[] | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  checkIdentity(object, current, reading);
  checkMembers(object, current, reading);
  const part = (key: string, read: (json: unknown) => ChangeOp[]): ChangeOp[] =>
    object[key] === undefined ? [] : (reading.at(key, object[key], read) ?? []);
  const claims = part('claims', (claimsJson) =>
    statementOps(claimsJson, current, current, reading),
  );
  return current.type === 'lexeme'
    ? [
        ...lexemeOps(object, reading),
        ...part('lemmas', (lemmas) => termOps(lemmas, 'lemmas', reading)),
        ...claims,
        ...part('forms', (forms) => formOps(forms, current, reading)),
        ...part('senses', (senses) => senseOps(senses, current, reading)),
      ]
    : [
        ...part('labels', (labels) => termOps(labels, 'labels', reading)),
        ...part('descriptions', (texts) => termOps(texts, 'descriptions', reading)),
        ...part('aliases', (aliases) => aliasOps(aliases, reading)),
        ...claims,
        ...part('sitelinks', (links) => siteLinkOps(links, reading)),
      ];
}

/** What the JSON says of itself must be true. */
function checkIdentity(object: JsonObject, current: Entity, reading: Reading): void {
  const truths: Readonly<Record<string, string>> = { id: current.id, type: current.type };
  for (const [field, truth] of Object.entries(truths)) {
    const value = object[field];
    if (value === undefined || value === truth) continue;
    reading.at(field, value, () =>
      reading.fail(failure('inconsistent-key', { field, key: truth, value: textOf(value) })),
    );
  }
  const datatype = object['datatype'];
  if (current.type === 'property' && datatype !== undefined && datatype !== current.datatype) {
    reading.at('datatype', datatype, () =>
      reading.fail(failure('datatype-immutable', { id: current.id })),
    );
  }
}

function textOf(json: unknown): string {
  return typeof json === 'string' ? json : JSON.stringify(json);
}

function checkMembers(object: JsonObject, current: Entity, reading: Reading): void {
  const misplaced = Object.entries(memberTypes)
    .filter(([field, types]) => !types.includes(current.type) && hasContent(object[field]))
    .map(([field]) => field);
  if (object['remove'] !== undefined) misplaced.push('remove');
  for (const field of misplaced) {
    reading.at(field, undefined, () => reading.fail(failure('unknown-field', { field })));
  }
}

function hasContent(json: unknown): boolean {
  if (Array.isArray(json)) return json.length > 0;
  return isObject(json) ? Object.keys(json).length > 0 : json !== undefined;
}

function lexemeOps(object: JsonObject, reading: Reading): ChangeOp[] {
  const language = reading.optional(object, 'language', itemId, undefined);
  const lexicalCategory = reading.optional(object, 'lexicalCategory', itemId, undefined);
  if (language === undefined && lexicalCategory === undefined) return [];
  return [
    {
      op: 'set-lexeme',
      ...(language === undefined ? {} : { language }),
      ...(lexicalCategory === undefined ? {} : { lexicalCategory }),
    },
  ];
}
