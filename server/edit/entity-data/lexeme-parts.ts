/** Forms and senses in a piece of entity JSON → operations. */
import { failure } from '../../../schema/failures.ts';
import { parseEntityId } from '../../../schema/model/entity-id.ts';
import type { FormId, SenseId } from '../../../schema/model/entity-id.ts';
import type { Form, Lexeme, Sense, Terms } from '../../../schema/model/entity.ts';
import { itemIds } from '../../../schema/model/json/read-terms.ts';
import { readList, readObject, readText, wrongType } from '../../../schema/model/json/reading.ts';
import type { JsonObject, Reading } from '../../../schema/model/json/reading.ts';
import type { ChangeOp } from '../change-ops/change-op.ts';
import { newStatements, statementOps } from './statements.ts';
import { changedTerms, isMarked } from './terms.ts';

/** An entry with `add` is new, any other names the form that it changes or removes. */
export function formOps(json: unknown, lexeme: Lexeme, reading: Reading): ChangeOp[] {
  let next = lexeme.nextFormNumber;
  return partOps(json, reading, (object) => {
    if (isMarked(object, 'add')) return [newForm(object, `${lexeme.id}-F${next++}`, reading)];
    const form = namedPart(object, lexeme.forms, 'unknown-form', reading);
    if (form === undefined) return [];
    if (isMarked(object, 'remove')) return [{ op: 'remove-form', id: form.id }];
    return [...changedForm(object, form, reading), ...claimOps(object, lexeme, form, reading)];
  });
}

export function senseOps(json: unknown, lexeme: Lexeme, reading: Reading): ChangeOp[] {
  let next = lexeme.nextSenseNumber;
  return partOps(json, reading, (object) => {
    if (isMarked(object, 'add')) return [newSense(object, `${lexeme.id}-S${next++}`, reading)];
    const sense = namedPart(object, lexeme.senses, 'unknown-sense', reading);
    if (sense === undefined) return [];
    if (isMarked(object, 'remove')) return [{ op: 'remove-sense', id: sense.id }];
    const glosses = termsAt(object, 'glosses', sense.glosses, reading);
    return [
      ...(glosses === undefined ? [] : [{ op: 'set-sense', id: sense.id, glosses } as const]),
      ...claimOps(object, lexeme, sense, reading),
    ];
  });
}

function newForm(object: JsonObject, id: FormId, reading: Reading): ChangeOp {
  return {
    op: 'set-form',
    representations: termsAt(object, 'representations', new Map(), reading) ?? new Map(),
    grammaticalFeatures: reading.optional(object, 'grammaticalFeatures', itemIds, []) ?? [],
    statements: claimsAt(object, id, reading),
  };
}

function newSense(object: JsonObject, id: SenseId, reading: Reading): ChangeOp {
  return {
    op: 'set-sense',
    glosses: termsAt(object, 'glosses', new Map(), reading) ?? new Map(),
    statements: claimsAt(object, id, reading),
  };
}

function changedForm(object: JsonObject, form: Form, reading: Reading): ChangeOp[] {
  const representations = termsAt(object, 'representations', form.representations, reading);
  const grammaticalFeatures = reading.optional(object, 'grammaticalFeatures', itemIds, undefined);
  if (representations === undefined && grammaticalFeatures === undefined) return [];
  return [
    {
      op: 'set-form',
      id: form.id,
      ...(representations === undefined ? {} : { representations }),
      ...(grammaticalFeatures === undefined ? {} : { grammaticalFeatures }),
    },
  ];
}

function partOps(
  json: unknown,
  reading: Reading,
  opsOf: (object: JsonObject) => ChangeOp[],
): ChangeOp[] {
  const read = (part: unknown): ChangeOp[] | undefined => {
    const object = readObject(part, reading);
    return object === undefined ? undefined : opsOf(object);
  };
  return readList(json, reading, read)?.flat() ?? [];
}

function namedPart<Part extends Form | Sense>(
  object: JsonObject,
  parts: readonly Part[],
  unknown: 'unknown-form' | 'unknown-sense',
  reading: Reading,
): Part | undefined {
  return reading.at('id', object['id'], (json) => {
    if (json === undefined) return wrongType(json, 'id', reading);
    const text = readText(json, reading);
    if (text === undefined) return undefined;
    const id = parseEntityId(text);
    const part = parts.find((each) => each.id === id);
    return part ?? reading.fail(failure(unknown, { id: text }));
  });
}

/** `undefined` where the JSON does not speak of them. */
function termsAt(
  object: JsonObject,
  key: string,
  present: Terms,
  reading: Reading,
): Terms | undefined {
  return reading.optional(object, key, (json) => changedTerms(json, present, reading), undefined);
}

function claimOps(
  object: JsonObject,
  lexeme: Lexeme,
  part: Form | Sense,
  reading: Reading,
): ChangeOp[] {
  return (
    reading.optional(object, 'claims', (json) => statementOps(json, lexeme, part, reading), []) ??
    []
  );
}

function claimsAt(object: JsonObject, id: FormId | SenseId, reading: Reading) {
  return reading.optional(object, 'claims', (json) => newStatements(json, id, reading), []) ?? [];
}
