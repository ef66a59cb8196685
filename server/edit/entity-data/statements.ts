/** Statements in a piece of entity JSON → operations. */
import { failure } from '../../../schema/failures.ts';
import { readEntityId } from '../../../schema/model/json/read-data-value.ts';
import { statementDraft } from '../../../schema/model/json/read-statement.ts';
import { readEntries, readList, readObject, readText } from '../../../schema/model/json/reading.ts';
import type { Reading } from '../../../schema/model/json/reading.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import type { Entity, Form, Sense } from '../../../schema/model/entity.ts';
import type { Statement, StatementId } from '../../../schema/model/statement.ts';
import type { ChangeOp, NewStatement } from '../change-ops/change-op.ts';
import { isMarked } from './terms.ts';

/**
 * A statement with an id replaces the one that has it, or is added; `remove` takes one away.
 * `subject` is the entity itself, or the form or sense of it that the statements are on.
 */
export function statementOps(
  json: unknown,
  entity: Entity,
  subject: Entity | Form | Sense,
  reading: Reading,
): ChangeOp[] {
  const ops: ChangeOp[] = [];
  eachStatement(json, reading, (part) => {
    const op = statementOp(part, entity, subject, reading);
    if (op !== undefined) ops.push(op);
    return op;
  });
  return ops;
}

/** The statements of a form or sense that does not exist yet. */
export function newStatements(json: unknown, subject: EntityId, reading: Reading): NewStatement[] {
  const statements: NewStatement[] = [];
  eachStatement(json, reading, (part) => {
    const statement = statementDraft(part, subject, reading);
    if (statement !== undefined) statements.push(statement);
    return statement;
  });
  return statements;
}

function statementOp(
  json: unknown,
  entity: Entity,
  subject: Entity | Form | Sense,
  reading: Reading,
): ChangeOp | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  if (isMarked(object, 'remove')) {
    return reading.at('id', object['id'], (id) => removal(id, subject.statements, reading));
  }
  const statement = statementDraft(object, subject.id, reading);
  if (statement === undefined) return undefined;
  return subject.id === entity.id
    ? { op: 'set-statement', statement }
    : { op: 'set-statement', subject: subject.id, statement };
}

function removal(
  json: unknown,
  statements: readonly Statement[],
  reading: Reading,
): ChangeOp | undefined {
  const id = readText(json, reading);
  if (id === undefined) return undefined;
  return statements.some((statement) => statement.id === id)
    ? { op: 'remove-statement', id: id as StatementId }
    : reading.fail(failure('unknown-statement', { id }));
}

/**
 * Reads a map by property, or a flat list. What a statement says itself counts: a key that says
 * otherwise is read over, as Wikibase does, and `deniedKeys` tells of it.
 */
function eachStatement(json: unknown, reading: Reading, read: (json: unknown) => unknown): void {
  if (Array.isArray(json)) {
    readList(json, reading, read);
    return;
  }
  readEntries(json, reading, (key, group) => {
    readEntityId(key, reading);
    readList(group, reading, read);
  });
}
