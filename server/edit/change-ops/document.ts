/** Operations on a page as a whole: clear, replace, redirect. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import type { Datatype } from '../../../schema/datatypes.ts';
import type { Document } from '../../../schema/model/documents/kinds.ts';
import { entityTypeOf } from '../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import { emptyItem, emptyLexeme, emptyProperty } from '../../../schema/model/entity.ts';
import type { Entity, EntityRedirect } from '../../../schema/model/entity.ts';

/** The entity with nothing in it. Its id and datatype stay, and numbers are never used twice. */
export function cleared(entity: Entity): Entity {
  switch (entity.type) {
    case 'item':
      return emptyItem(entity.id);
    case 'property':
      return emptyProperty(entity.id, entity.datatype);
    case 'lexeme':
      return {
        ...emptyLexeme(entity.id, entity.language, entity.lexicalCategory),
        nextFormNumber: entity.nextFormNumber,
        nextSenseNumber: entity.nextSenseNumber,
      };
  }
}

export function isEmptyEntity(entity: Entity): boolean {
  if (entity.statements.length > 0) return false;
  if (entity.type === 'lexeme') {
    return entity.lemmas.size + entity.forms.length + entity.senses.length === 0;
  }
  const terms = entity.labels.size + entity.descriptions.size + entity.aliases.size;
  return terms + (entity.type === 'item' ? entity.siteLinks.size : 0) === 0;
}

/** A datatype is for ever: data of another type may hang on it. */
export function setDatatype(entity: Entity, datatype: Datatype): Result<Entity> {
  if (entity.type !== 'property') {
    return failed(failure('entity-type-mismatch', { id: entity.id, expected: 'property' }));
  }
  return entity.datatype === datatype
    ? ok(entity)
    : failed(failure('datatype-immutable', { id: entity.id }));
}

export function replaced(document: Document, replacement: Document): Result<Document> {
  if (document.id !== replacement.id) {
    return failed(
      failure('inconsistent-key', { field: 'id', key: document.id, value: replacement.id }),
    );
  }
  if (!sameKind(document, replacement)) {
    return failed(
      failure('entity-type-mismatch', { id: document.id, expected: document.type }, '/type'),
    );
  }
  if (document.type === 'property' && replacement.type === 'property') {
    const same = setDatatype(document, replacement.datatype);
    return same.ok ? ok(replacement) : same;
  }
  if (document.type === 'lexeme' && replacement.type === 'lexeme') {
    return ok({
      ...replacement,
      nextFormNumber: Math.max(document.nextFormNumber, replacement.nextFormNumber),
      nextSenseNumber: Math.max(document.nextSenseNumber, replacement.nextSenseNumber),
    });
  }
  return ok(replacement);
}

/** Only an empty entity may become a redirect, and only to another of its type. */
export function redirected(
  document: Entity | EntityRedirect,
  target: EntityId,
): Result<EntityRedirect> {
  if (target === document.id) return failed(failure('redirect-to-self', { id: target }));
  const type = entityTypeOf(document.id);
  if (entityTypeOf(target) !== type) {
    return failed(failure('entity-type-mismatch', { id: target, expected: type }));
  }
  if (document.type !== 'redirect' && !isEmptyEntity(document)) {
    return failed(failure('entity-not-empty', { id: document.id }));
  }
  return ok({ type: 'redirect', id: document.id, target });
}

export function isEntity(document: Document): document is Entity {
  return document.type === 'item' || document.type === 'property' || document.type === 'lexeme';
}

/** An entity and the redirect it left behind are the same page in two states. */
function sameKind(a: Document, b: Document): boolean {
  return a.type === b.type || isRedirectOf(a, b) || isRedirectOf(b, a);
}

function isRedirectOf(a: Document, b: Document): boolean {
  return a.type === 'redirect' && isEntity(b);
}
