/**
 * Are there more operations than a page could ever need? Asked before any of them is applied: those
 * on terms, sitelinks and lexemes each copy the list that they change, so that their work grows with
 * the square of their number.
 */
import type { Failure } from '../../../schema/failures.ts';
import { failure } from '../../../schema/failures.ts';
import { jsonPointer } from '../../../schema/json-pointer.ts';
import type { ChangeOp } from '../change-ops/change-op.ts';
import { editLimits } from './limits.ts';

export function tooManyOperations(ops: readonly ChangeOp[]): Failure[] {
  const counts = new Map<string, number>();
  for (const op of ops) {
    const field = fieldOf(op);
    if (field !== undefined) counts.set(field, (counts.get(field) ?? 0) + 1);
  }
  return [...counts].flatMap(([field, count]) => {
    const limit = mostOperations[field] ?? MOST_TERM_OPERATIONS;
    return count > limit ? [failure('too-many', { field, limit }, jsonPointer(field))] : [];
  });
}

/** All languages of a full page may give way to others. */
const MOST_TERM_OPERATIONS = 2 * editLimits.languages;

const mostOperations: Readonly<Record<string, number>> = {
  claims: editLimits.statements,
  sitelinks: 1_000,
  forms: editLimits.lexemeParts,
  senses: editLimits.lexemeParts,
};

/** The member of the entity's JSON that the operation changes; `undefined` for the whole page. */
function fieldOf(op: ChangeOp): string | undefined {
  switch (op.op) {
    case 'set-term':
    case 'remove-term':
      return op.field;
    case 'set-aliases':
    case 'add-aliases':
    case 'remove-aliases':
      return 'aliases';
    case 'set-statement':
    case 'remove-statement':
    case 'set-main-snak':
    case 'set-rank':
    case 'set-qualifier':
    case 'remove-qualifier':
    case 'set-reference':
    case 'remove-reference':
      return 'claims';
    case 'set-sitelink':
    case 'remove-sitelink':
      return 'sitelinks';
    case 'set-form':
    case 'remove-form':
      return 'forms';
    case 'set-sense':
    case 'remove-sense':
      return 'senses';
    case 'set-lexeme':
    case 'clear':
    case 'set-datatype':
    case 'replace':
    case 'redirect':
    case 'delete':
      return undefined;
  }
}
