/** The texts of a page that the full-text search looks into, each with the part of the page it is. */
import type { Entity, Lexeme } from '../entity.ts';
import { allStatements } from '../entity.ts';
import type { Statement } from '../statement.ts';
import type { Document } from './kinds.ts';

/** Names of text pages count as labels, lemmas too; glosses are descriptions. */
export const textFields = ['label', 'alias', 'description', 'value', 'text', 'form'] as const;
export type TextField = (typeof textFields)[number];

export interface TextPiece {
  readonly field: TextField;
  /** `undefined` where it is in no particular language. */
  readonly language: string | undefined;
  readonly text: string;
}

export function textPieces(document: Document): TextPiece[] {
  return [...pageTexts(document), ...pageStatements(document).flatMap(statementTexts)];
}

/** All but the texts of statements. */
export function pageTexts(document: Document): TextPiece[] {
  switch (document.type) {
    case 'item':
    case 'property':
      return [
        ...termTexts('label', document.labels),
        ...[...document.aliases].flatMap(([language, texts]) =>
          texts.map((text) => ({ field: 'alias' as const, language, text })),
        ),
        ...termTexts('description', document.descriptions),
      ];
    case 'lexeme':
      return lexemeTexts(document);
    case 'redirect':
    case 'site-settings':
      return [];
    case 'entity-schema':
    case 'rule':
    case 'talk':
    case 'user-page':
    case 'saved-query':
    case 'interface-message':
      return [
        { field: 'label', language: undefined, text: document.id },
        { field: 'text', language: undefined, text: document.text },
      ];
  }
}

export function pageStatements(document: Document): readonly Statement[] {
  return isEntity(document) ? allStatements(document) : [];
}

export function statementTexts({ mainSnak }: Statement): TextPiece[] {
  if (mainSnak.kind !== 'value') return [];
  const { value } = mainSnak;
  if (value.type === 'string') return [{ field: 'value', language: undefined, text: value.value }];
  return value.type === 'monolingualtext'
    ? [{ field: 'value', language: value.language, text: value.text }]
    : [];
}

function lexemeTexts({ lemmas, forms, senses }: Lexeme): TextPiece[] {
  return [
    ...termTexts('label', lemmas),
    ...forms.flatMap(({ representations }) => termTexts('form', representations)),
    ...senses.flatMap(({ glosses }) => termTexts('description', glosses)),
  ];
}

function termTexts(field: TextField, terms: ReadonlyMap<string, string>): TextPiece[] {
  return Array.from(terms, ([language, text]) => ({ field, language, text }));
}

function isEntity(document: Document): document is Entity {
  return 'statements' in document;
}
