/** The shape of lexemes, forms and senses. */
import { failure } from '../../../schema/failures.ts';
import type { Failure } from '../../../schema/failures.ts';
import { jsonPointer } from '../../../schema/json-pointer.ts';
import type { EntityId, ItemId } from '../../../schema/model/entity-id.ts';
import type { Lexeme } from '../../../schema/model/entity.ts';
import type { Facts } from './facts.ts';
import type { Limits } from './limits.ts';
import { validateTerms } from './terms.ts';

/** The items that the lexeme points to outside its statements and did not before. */
export function newIdsOfLexeme(before: Lexeme | undefined, after: Lexeme): EntityId[] {
  return newReferences(before, after).map(({ id }) => id);
}

export function validateLexeme(
  before: Lexeme | undefined,
  after: Lexeme,
  facts: Facts,
  limits: Limits,
): Failure[] {
  return [
    ...(after.lemmas.size === 0 ? [failure('missing-field', { field: 'lemmas' }, '/lemmas')] : []),
    ...validateTerms(before?.lemmas, after.lemmas, ['lemmas'], limits.lemmaLength),
    ...newReferences(before, after)
      .filter(({ id }) => !facts.exists(id))
      .map(({ id, path }) => failure('unknown-entity', { id }, path)),
    ...validateForms(before, after, limits),
    ...validateSenses(before, after, limits),
    ...partCount(before, after, limits.lexemeParts),
  ];
}

function validateForms(before: Lexeme | undefined, after: Lexeme, limits: Limits): Failure[] {
  return after.forms.flatMap((form, i) => {
    const former = before?.forms.find(({ id }) => id === form.id);
    const path = ['forms', i, 'representations'];
    if (form.representations.size === 0) {
      return [failure('missing-field', { field: 'representations' }, jsonPointer(...path))];
    }
    return validateTerms(former?.representations, form.representations, path, limits.lemmaLength);
  });
}

function validateSenses(before: Lexeme | undefined, after: Lexeme, limits: Limits): Failure[] {
  return after.senses.flatMap((sense, i) => {
    const former = before?.senses.find(({ id }) => id === sense.id);
    return validateTerms(
      former?.glosses,
      sense.glosses,
      ['senses', i, 'glosses'],
      limits.glossLength,
    );
  });
}

function partCount(before: Lexeme | undefined, after: Lexeme, limit: number): Failure[] {
  return (['forms', 'senses'] as const)
    .filter((field) => after[field].length > Math.max(limit, before?.[field].length ?? 0))
    .map((field) => failure('too-many', { field, limit }, jsonPointer(field)));
}

function newReferences(before: Lexeme | undefined, after: Lexeme): { id: ItemId; path: string }[] {
  const known = new Set(before?.forms.flatMap(({ grammaticalFeatures }) => grammaticalFeatures));
  const features = after.forms.flatMap(({ grammaticalFeatures }, form) =>
    grammaticalFeatures.map((id, i) => ({
      id,
      path: jsonPointer('forms', form, 'grammaticalFeatures', i),
    })),
  );
  return [
    ...(before?.language === after.language ? [] : [{ id: after.language, path: '/language' }]),
    ...(before?.lexicalCategory === after.lexicalCategory
      ? []
      : [{ id: after.lexicalCategory, path: '/lexicalCategory' }]),
    ...features.filter(({ id }) => !known.has(id)),
  ];
}
