/** Statements in `wbeditentity`'s `data` → operations. */
import { failure } from '../../../../schema/failures.ts';
import type { EntityId } from '../../../../schema/model/entity-id.ts';
import { statementDraft } from '../../../../schema/model/json/read-statement.ts';
import { agrees, readEntries, readList, readObject, readText } from '../../../../schema/model/json/reading.ts';
import type { JsonObject, Reading } from '../../../../schema/model/json/reading.ts';
import { parseStatementId } from '../../../../schema/model/statement.ts';
import type { ChangeOp } from '../../../edit/change-ops/change-op.ts';
import { isRemoval } from './parts.ts';

export function statementChanges(json: unknown, subject: EntityId, reading: Reading): ChangeOp[] {
  const ops: ChangeOp[] = [];
  const read = (entry: JsonObject, property: string | undefined) => {
    const op = isRemoval(entry)
      ? statementRemoval(entry, reading)
      : statementChange(entry, property, subject, reading);
    if (op !== undefined) ops.push(op);
  };
  if (Array.isArray(json)) {
    readList(json, reading, (entry) => {
      const object = readObject(entry, reading);
      if (object !== undefined) read(object, undefined);
      return undefined;
    });
    return ops;
  }
  readEntries(json, reading, (property, group) => {
    readList(group, reading, (entry) => {
      const object = readObject(entry, reading);
      if (object !== undefined) read(object, property);
      return undefined;
    });
  });
  return ops;
}

function statementChange(
  entry: JsonObject,
  property: string | undefined,
  subject: EntityId,
  reading: Reading,
): ChangeOp | undefined {
  const statement = statementDraft(entry, subject, reading);
  if (statement === undefined) return undefined;
  const own = statement.mainSnak.property;
  if (property !== undefined && !agrees(property, own, reading)) return undefined;
  return { op: 'set-statement', subject, statement };
}

function statementRemoval(entry: JsonObject, reading: Reading): ChangeOp | undefined {
  const text = reading.at('id', entry['id'], readText);
  if (text === undefined) return undefined;
  const id = parseStatementId(text);
  if (id !== undefined) return { op: 'remove-statement', id };
  return reading.fail(failure('malformed-statement-id', { field: 'id', value: text }));
}

