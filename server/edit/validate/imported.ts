/**
 * What an import must be, and no more: dumps hold what older rules let pass, they are parts of a
 * whole, and nothing in them may get lost. So nobody asks whether what an entity points to exists.
 */
import { failure } from '../../../schema/failures.ts';
import type { Failure } from '../../../schema/failures.ts';
import { jsonPointer } from '../../../schema/json-pointer.ts';
import type { Document } from '../../../schema/model/documents/kinds.ts';
import { belongsTo } from '../../../schema/model/statement.ts';
import type { Entity, Terms } from '../../../schema/model/entity.ts';
import { isEntity } from '../change-ops/document.ts';
import { repeatedIds, statementCount } from './entity.ts';
import { importLimits } from './limits.ts';
import { beginningOf, codePointLength } from './text.ts';

export function validateImported(document: Document): Failure[] {
  if (!isEntity(document)) return [];
  return [
    ...termLists(document).flatMap(({ path, terms, limit }) => checkTerms(terms, path, limit)),
    ...foreignStatements(document),
    ...repeatedIds(document),
    ...statementCount(undefined, document, importLimits.statements),
  ];
}

interface TermList {
  readonly path: readonly (string | number)[];
  readonly terms: Terms;
  readonly limit: number;
}

function termLists(entity: Entity): TermList[] {
  const { termLength, lemmaLength, glossLength } = importLimits;
  if (entity.type !== 'lexeme') {
    const { labels, descriptions, aliases } = entity;
    const longest = [...aliases].map(([language, texts]): [string, string] => [
      language,
      texts.reduce((a, b) => (a.length < b.length ? b : a), ''),
    ]);
    return [
      { path: ['labels'], terms: labels, limit: termLength },
      { path: ['descriptions'], terms: descriptions, limit: termLength },
      { path: ['aliases'], terms: new Map(longest), limit: termLength },
    ];
  }
  return [
    { path: ['lemmas'], terms: entity.lemmas, limit: lemmaLength },
    ...entity.forms.map(({ representations }, i) => ({
      path: ['forms', i, 'representations'],
      terms: representations,
      limit: lemmaLength,
    })),
    ...entity.senses.map(({ glosses }, i) => ({
      path: ['senses', i, 'glosses'],
      terms: glosses,
      limit: glossLength,
    })),
  ];
}

/** A code that nobody knows yet is taken, as long as it can be a language tag in RDF. */
const LANGUAGE_TAG = /^[a-z]{1,8}(?:-[a-z\d]{1,20})*$/i;

function checkTerms(terms: Terms, path: TermList['path'], limit: number): Failure[] {
  const field = String(path.at(-1));
  const tooMany =
    terms.size > importLimits.languages
      ? [failure('too-many', { field, limit: importLimits.languages }, jsonPointer(...path))]
      : [];
  const bad = [...terms].flatMap(([language, text]) => {
    const pointer = jsonPointer(...path, language);
    if (!LANGUAGE_TAG.test(language)) return [failure('unknown-language', { language }, pointer)];
    // A text has no more characters than code units: only the rare long one is counted.
    const length = text.length > limit ? codePointLength(text) : 0;
    return length > limit
      ? [
          failure(
            'term-too-long',
            { field, language, limit, length, beginning: beginningOf(text) },
            pointer,
          ),
        ]
      : [];
  });
  return [...tooMany, ...bad];
}

function foreignStatements(entity: Entity): Failure[] {
  const subjects =
    entity.type === 'lexeme' ? [entity, ...entity.forms, ...entity.senses] : [entity];
  return subjects.flatMap(({ id: subject, statements }) =>
    statements
      .filter(({ id }) => !belongsTo(id, subject))
      .map(({ id }) => failure('foreign-statement', { id, entity: subject })),
  );
}
