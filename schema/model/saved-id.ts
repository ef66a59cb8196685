/** Gives an entity the id it was allotted when it was saved. */
import type { Document } from './documents/kinds.ts';
import type { Entity, Form, Lexeme, Sense } from './entity.ts';
import type { EntityId, FormId, ItemId, LexemeId, PropertyId, SenseId } from './entity-id.ts';
import type { Snak } from './snak.ts';
import type { Statement, StatementId } from './statement.ts';

/**
 * The document with `id` in place of its own (`Q0` until then): also in the ids of its statements,
 * forms and senses, and where it points to itself. `id` is of the same kind as the document.
 */
export function withSavedId(document: Document, id: string): Document {
  switch (document.type) {
    case 'item': {
      const saved = { ...document, id: id as ItemId };
      return withStatements(saved, renaming(document.id, id));
    }
    case 'property': {
      const saved = { ...document, id: id as PropertyId };
      return withStatements(saved, renaming(document.id, id));
    }
    case 'lexeme':
      return withLexemeId(document, id as LexemeId);
    case 'redirect':
      return { ...document, id: id as EntityId };
    case 'site-settings':
      return document;
    case 'entity-schema':
    case 'rule':
    case 'talk':
    case 'user-page':
    case 'saved-query':
    case 'interface-message':
      return { ...document, id };
  }
}

/** Replaces an entity id where it is the old one or a form or sense of it. */
type Renaming = (id: EntityId) => EntityId;

function renaming(old: string, saved: string): Renaming {
  return (id) =>
    id === old || id.startsWith(`${old}-`) ? ((saved + id.slice(old.length)) as EntityId) : id;
}

function withStatements<Part extends Entity | Form | Sense>(part: Part, rename: Renaming): Part {
  return { ...part, statements: part.statements.map((statement) => renamed(statement, rename)) };
}

function renamed(statement: Statement, rename: Renaming): Statement {
  const { id, mainSnak, rank, qualifiers, references } = statement;
  const dollar = id.indexOf('$');
  return {
    id: `${rename(id.slice(0, dollar) as EntityId)}${id.slice(dollar)}` as StatementId,
    mainSnak: renamedSnak(mainSnak, rename),
    rank,
    qualifiers: qualifiers.map((snak) => renamedSnak(snak, rename)),
    references: references.map(({ snaks }) => ({
      snaks: snaks.map((snak) => renamedSnak(snak, rename)),
    })),
  };
}

function renamedSnak(snak: Snak, rename: Renaming): Snak {
  const property = rename(snak.property) as PropertyId;
  if (snak.kind !== 'value' || snak.value.type !== 'wikibase-entityid') {
    return property === snak.property ? snak : { ...snak, property };
  }
  return { kind: 'value', property, value: { ...snak.value, id: rename(snak.value.id) } };
}

function withLexemeId(lexeme: Lexeme, id: LexemeId): Lexeme {
  const rename = renaming(lexeme.id, id);
  return {
    ...withStatements(lexeme, rename),
    id,
    forms: lexeme.forms.map((form) => ({
      ...withStatements(form, rename),
      id: rename(form.id) as FormId,
    })),
    senses: lexeme.senses.map((sense) => ({
      ...withStatements(sense, rename),
      id: rename(sense.id) as SenseId,
    })),
  };
}
