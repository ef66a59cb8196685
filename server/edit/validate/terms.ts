/** Is each term that an edit sets or changes one that we take? */
import { failure } from '../../../schema/failures.ts';
import type { Failure } from '../../../schema/failures.ts';
import { jsonPointer } from '../../../schema/json-pointer.ts';
import { parseEntityId } from '../../../schema/model/entity-id.ts';
import { NO_ALIASES, NO_TERMS } from '../../../schema/model/entity.ts';
import type { Aliases, Fingerprint, Item, Property, Terms } from '../../../schema/model/entity.ts';
import { isTermLanguage } from '../../../schema/model/languages/languages.ts';
import type { Limits } from './limits.ts';
import {
  beginningOf,
  codePointLength,
  hasEdgeWhitespace,
  hasInvisibleTrouble,
  isUnseen,
} from './text.ts';

export function validateFingerprint(
  before: Fingerprint | undefined,
  after: Item | Property,
  limits: Limits,
): Failure[] {
  return [
    ...validateTerms(before?.labels, after.labels, ['labels'], limits.termLength),
    ...validateTerms(before?.descriptions, after.descriptions, ['descriptions'], limits.termLength),
    ...validateAliases(before?.aliases ?? NO_ALIASES, after.aliases, limits.termLength),
    ...languageCount(before, after, limits.languages),
    ...alikeLabelsAndDescriptions(before, after),
    ...(after.type === 'property' ? labelsLikeIds(before, after.labels) : []),
  ];
}

/** The terms of `after` that are not in `before`. `path` names the list in the entity's JSON. */
export function validateTerms(
  before: Terms = NO_TERMS,
  after: Terms,
  path: readonly (string | number)[],
  limit: number,
): Failure[] {
  const field = String(path.at(-1));
  return [...after]
    .filter(([language, text]) => before.get(language) !== text)
    .flatMap(([language, text]) => {
      const pointer = jsonPointer(...path, language);
      return [
        ...(before.has(language) ? [] : validateLanguage(language, field, pointer)),
        ...validateText(text, field, language, limit, pointer),
      ];
    });
}

function validateAliases(before: Aliases, after: Aliases, limit: number): Failure[] {
  return [...after].flatMap(([language, texts]) => {
    const known = new Set(before.get(language));
    const path = jsonPointer('aliases', language);
    return [
      ...(before.has(language) ? [] : validateLanguage(language, 'aliases', path)),
      ...texts.flatMap((text, i) =>
        known.has(text) ? [] : validateText(text, 'aliases', language, limit, `${path}/${i}`),
      ),
    ];
  });
}

function validateLanguage(language: string, field: string, path: string): Failure[] {
  if (!isTermLanguage(baseLanguage(language, field))) {
    return [failure('unknown-language', { language }, path)];
  }
  return field === 'descriptions' && !isTermLanguage(language, 'description')
    ? [failure('term-language-not-allowed', { field, language }, path)]
    : [];
}

/** Lemmas and forms may name a variety by an item: `en-x-Q7976`. */
function baseLanguage(language: string, field: string): string {
  const ofLexeme = field === 'lemmas' || field === 'representations';
  return ofLexeme ? language.replace(/-x-Q[1-9]\d*$/i, '') : language;
}

function validateText(
  text: string,
  field: string,
  language: string,
  limit: number,
  path: string,
): Failure[] {
  if (isUnseen(text)) return [failure('term-empty', { field, language }, path)];
  const length = codePointLength(text);
  if (length > limit) {
    const beginning = beginningOf(text);
    return [failure('term-too-long', { field, language, limit, length, beginning }, path)];
  }
  if (hasInvisibleTrouble(text)) {
    return [failure('term-has-control-character', { field, language }, path)];
  }
  return hasEdgeWhitespace(text)
    ? [failure('term-has-edge-whitespace', { field, language }, path)]
    : [];
}

function languageCount(
  before: Fingerprint | undefined,
  after: Fingerprint,
  limit: number,
): Failure[] {
  const fields = ['labels', 'descriptions', 'aliases'] as const;
  return fields
    .filter((field) => after[field].size > Math.max(limit, before?.[field].size ?? 0))
    .map((field) => failure('too-many', { field, limit }, jsonPointer(field)));
}

function alikeLabelsAndDescriptions(
  before: Fingerprint | undefined,
  after: Fingerprint,
): Failure[] {
  return [...after.descriptions]
    .filter(([language, description]) => after.labels.get(language) === description)
    .filter(
      ([language, text]) =>
        before?.labels.get(language) !== text || before.descriptions.get(language) !== text,
    )
    .map(([language]) =>
      failure('label-equals-description', { language }, jsonPointer('descriptions', language)),
    );
}

function labelsLikeIds(before: Fingerprint | undefined, labels: Terms): Failure[] {
  return [...labels]
    .filter(([language, label]) => before?.labels.get(language) !== label)
    .filter(([, label]) => parseEntityId(label) !== undefined)
    .map(([language, value]) =>
      failure('label-is-entity-id', { language, value }, jsonPointer('labels', language)),
    );
}
