/** Operations on lexemes, their forms and senses. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import type { FormId, ItemId, SenseId } from '../../../schema/model/entity-id.ts';
import type { Entity, Form, Lexeme, Sense, Terms } from '../../../schema/model/entity.ts';
import type { Statement } from '../../../schema/model/statement.ts';
import type { ChangeOp, NewStatement } from './change-op.ts';
import { identifyAll } from './statements.ts';

type SetForm = Extract<ChangeOp, { op: 'set-form' }>;
type SetSense = Extract<ChangeOp, { op: 'set-sense' }>;

export function setLexeme(
  entity: Entity,
  language: ItemId | undefined,
  lexicalCategory: ItemId | undefined,
): Result<Entity> {
  return editLexeme(entity, (lexeme) =>
    ok({
      ...lexeme,
      language: language ?? lexeme.language,
      lexicalCategory: lexicalCategory ?? lexeme.lexicalCategory,
    }),
  );
}

/** A form without an id is new and gets the next number. */
export function setForm(entity: Entity, op: SetForm): Result<Entity> {
  return editLexeme(entity, (lexeme) => {
    const id: FormId = op.id ?? `${lexeme.id}-F${lexeme.nextFormNumber}`;
    const at = lexeme.forms.findIndex((form) => form.id === id);
    if (op.id !== undefined && at === -1) return failed(failure('unknown-form', { id }));
    const former = lexeme.forms[at];
    const statements = statementsOf(op.statements, former, id);
    if (!statements.ok) return statements;
    const form: Form = {
      id,
      representations: termsOf(op.representations, former?.representations),
      grammaticalFeatures: [...new Set(op.grammaticalFeatures ?? former?.grammaticalFeatures)],
      statements: statements.value,
    };
    return former === undefined
      ? ok({
          ...lexeme,
          forms: [...lexeme.forms, form],
          nextFormNumber: lexeme.nextFormNumber + 1,
        })
      : ok({ ...lexeme, forms: lexeme.forms.with(at, form) });
  });
}

export function removeForm(entity: Entity, id: FormId): Result<Entity> {
  return editLexeme(entity, (lexeme) => {
    const forms = lexeme.forms.filter((form) => form.id !== id);
    return forms.length === lexeme.forms.length
      ? failed(failure('unknown-form', { id }))
      : ok({ ...lexeme, forms });
  });
}

/** A sense without an id is new and gets the next number. */
export function setSense(entity: Entity, op: SetSense): Result<Entity> {
  return editLexeme(entity, (lexeme) => {
    const id: SenseId = op.id ?? `${lexeme.id}-S${lexeme.nextSenseNumber}`;
    const at = lexeme.senses.findIndex((sense) => sense.id === id);
    if (op.id !== undefined && at === -1) return failed(failure('unknown-sense', { id }));
    const former = lexeme.senses[at];
    const statements = statementsOf(op.statements, former, id);
    if (!statements.ok) return statements;
    const sense: Sense = {
      id,
      glosses: termsOf(op.glosses, former?.glosses),
      statements: statements.value,
    };
    return former === undefined
      ? ok({
          ...lexeme,
          senses: [...lexeme.senses, sense],
          nextSenseNumber: lexeme.nextSenseNumber + 1,
        })
      : ok({ ...lexeme, senses: lexeme.senses.with(at, sense) });
  });
}

export function removeSense(entity: Entity, id: SenseId): Result<Entity> {
  return editLexeme(entity, (lexeme) => {
    const senses = lexeme.senses.filter((sense) => sense.id !== id);
    return senses.length === lexeme.senses.length
      ? failed(failure('unknown-sense', { id }))
      : ok({ ...lexeme, senses });
  });
}

function statementsOf(
  given: readonly NewStatement[] | undefined,
  former: Form | Sense | undefined,
  id: FormId | SenseId,
): Result<readonly Statement[]> {
  return given === undefined ? ok(former?.statements ?? []) : identifyAll(given, id);
}

function termsOf(given: Terms | undefined, former: Terms | undefined): Terms {
  if (given === undefined) return former ?? new Map();
  return new Map([...given].map(([language, text]) => [language, text.normalize('NFC')]));
}

function editLexeme(entity: Entity, change: (lexeme: Lexeme) => Result<Lexeme>): Result<Entity> {
  return entity.type === 'lexeme'
    ? change(entity)
    : failed(failure('entity-type-mismatch', { id: entity.id, expected: 'lexeme' }));
}
