/**
 * The `data` of `wbeditentity` → the operations of an edit.
 *
 * What is not mentioned stays as it is. Terms and sitelinks are set or removed one by one, a list
 * of aliases replaces the former one unless its entries say `add` or `remove`, a statement with an
 * id replaces that statement as a whole.
 */
import type { Datatype } from '../../../../schema/datatypes.ts';
import { isDatatype } from '../../../../schema/datatypes.ts';
import { failure } from '../../../../schema/failures.ts';
import type { Result } from '../../../../schema/failures.ts';
import type { EntityId } from '../../../../schema/model/entity-id.ts';
import { readObject, readText, readWhole } from '../../../../schema/model/json/reading.ts';
import type { Reading } from '../../../../schema/model/json/reading.ts';
import type { ChangeOp } from '../../../edit/change-ops/change-op.ts';
import { readLexemeChanges } from './lexeme-changes.ts';
import { siteLinkChanges } from './sitelink-changes.ts';
import { statementChanges } from './statement-changes.ts';
import { aliasChanges, termChanges } from './term-changes.ts';

export interface EntityChanges {
  readonly ops: readonly ChangeOp[];
  readonly datatype: Datatype | undefined;
}

/** Members that describe the page. They come along when a client sends back what it got. */
const PAGE_MEMBERS = new Set(['id', 'type', 'pageid', 'ns', 'title', 'lastrevid', 'modified']);
const LEXEME_MEMBERS = new Set(['lemmas', 'language', 'lexicalCategory', 'forms', 'senses']);

export function readEntityChanges(json: unknown, subject: EntityId): Result<EntityChanges> {
  return readWhole(json, (part, reading) => entityChanges(part, subject, reading));
}

function entityChanges(
  json: unknown,
  subject: EntityId,
  reading: Reading,
): EntityChanges | undefined {
  const data = readObject(json, reading);
  if (data === undefined) return undefined;
  const ops: ChangeOp[] = [];
  let datatype: Datatype | undefined;
  for (const [name, part] of Object.entries(data)) {
    reading.at(name, part, () => {
      switch (name) {
        case 'labels':
        case 'descriptions':
          ops.push(...termChanges(part, name, reading));
          return;
        case 'aliases':
          ops.push(...aliasChanges(part, reading));
          return;
        case 'claims':
          ops.push(...statementChanges(part, subject, reading));
          return;
        case 'sitelinks':
          ops.push(...siteLinkChanges(part, reading));
          return;
        case 'datatype':
          datatype = readDatatype(part, reading);
          return;
        default:
          if (PAGE_MEMBERS.has(name) || LEXEME_MEMBERS.has(name)) return;
          reading.fail(failure('unknown-field', { field: name }));
      }
    });
  }
  return { ops: [...ops, ...readLexemeChanges(data, reading)], datatype };
}

function readDatatype(json: unknown, reading: Reading): Datatype | undefined {
  const text = readText(json, reading);
  if (text === undefined || isDatatype(text)) return text;
  return reading.fail(failure('unknown-datatype', { value: text }));
}

