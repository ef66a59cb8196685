/** Operations on terms: labels, descriptions, lemmas, aliases. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import type { Entity, Item, Property, Terms } from '../../../schema/model/entity.ts';
import type { TermField } from './change-op.ts';

export function setTerm(
  entity: Entity,
  field: TermField,
  language: string,
  value: string,
): Result<Entity> {
  const text = value.normalize('NFC');
  return editTerms(entity, field, (terms) =>
    terms.get(language) === text ? terms : new Map(terms).set(language, text),
  );
}

/** Removing a term that is not there changes nothing. */
export function removeTerm(entity: Entity, field: TermField, language: string): Result<Entity> {
  return editTerms(entity, field, (terms) => withoutKey(terms, language));
}

export function setAliases(
  entity: Entity,
  language: string,
  values: readonly string[],
): Result<Entity> {
  return editAliases(entity, language, () => values);
}

/** Aliases that are there already keep their place. */
export function addAliases(
  entity: Entity,
  language: string,
  values: readonly string[],
): Result<Entity> {
  return editAliases(entity, language, (present) => [...present, ...values]);
}

export function removeAliases(
  entity: Entity,
  language: string,
  values: readonly string[],
): Result<Entity> {
  const unwanted = new Set(values.map((value) => value.normalize('NFC')));
  return editAliases(entity, language, (present) =>
    present.filter((alias) => !unwanted.has(alias)),
  );
}

export function withoutKey<Key, Value>(
  map: ReadonlyMap<Key, Value>,
  key: Key,
): ReadonlyMap<Key, Value> {
  if (!map.has(key)) return map;
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}

function editTerms(
  entity: Entity,
  field: TermField,
  change: (terms: Terms) => Terms,
): Result<Entity> {
  if (entity.type === 'lexeme') {
    return field === 'lemmas'
      ? ok({ ...entity, lemmas: change(entity.lemmas) })
      : failed(failure('entity-type-mismatch', { id: entity.id, expected: 'item' }));
  }
  return field === 'lemmas'
    ? failed(failure('entity-type-mismatch', { id: entity.id, expected: 'lexeme' }))
    : ok({ ...entity, [field]: change(entity[field]) });
}

function editAliases(
  entity: Entity,
  language: string,
  change: (aliases: readonly string[]) => readonly string[],
): Result<Entity> {
  if (entity.type === 'lexeme') {
    return failed(failure('entity-type-mismatch', { id: entity.id, expected: 'item' }));
  }
  const wanted = change(entity.aliases.get(language) ?? []);
  return ok(
    withAliases(entity, language, [...new Set(wanted.map((text) => text.normalize('NFC')))]),
  );
}

function withAliases(
  entity: Item | Property,
  language: string,
  values: readonly string[],
): Item | Property {
  const aliases =
    values.length === 0
      ? withoutKey(entity.aliases, language)
      : new Map(entity.aliases).set(language, values);
  return { ...entity, aliases };
}
