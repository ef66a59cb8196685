/** Operations on statements, wherever on the page they are: on the entity, its forms or senses. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Failure, Result } from '../../../schema/failures.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import type { Entity } from '../../../schema/model/entity.ts';
import { referenceHash, snakHash } from '../../../schema/model/hash.ts';
import type { Snak } from '../../../schema/model/snak.ts';
import { belongsTo, newStatementId } from '../../../schema/model/statement.ts';
import type { Reference, Statement } from '../../../schema/model/statement.ts';
import type { ChangeOp, NewStatement } from './change-op.ts';
import { PageStatements } from './page-statements.ts';
import { StatementList } from './statement-list.ts';
import { tidyReferences, tidySnaks, tidyStatement } from './tidy-statement.ts';

const statementOps = [
  'set-statement',
  'remove-statement',
  'set-main-snak',
  'set-rank',
  'set-qualifier',
  'remove-qualifier',
  'set-reference',
  'remove-reference',
] as const;

export type StatementOp = Extract<ChangeOp, { op: (typeof statementOps)[number] }>;

export function isStatementOp(op: ChangeOp): op is StatementOp {
  return statementOps.some((name) => name === op.op);
}

/** Applies operations that follow each other, however many, at the price of one copy of the page. */
export function editStatements(entity: Entity, ops: readonly StatementOp[]): Result<Entity> {
  const page = new PageStatements(entity);
  for (const op of ops) {
    const failures =
      op.op === 'set-statement' ? setStatement(page, entity.id, op) : change(page, op);
    if (failures.length > 0) return failed(...failures);
  }
  return ok(page.toEntity());
}

/** The statements of a form or sense that is set as a whole; those without an id get one. */
export function identifyAll(
  statements: readonly NewStatement[],
  subject: EntityId,
): Result<Statement[]> {
  const list = new StatementList([]);
  for (const statement of statements) {
    const identified = identify(statement, subject);
    if (!identified.ok) return identified;
    list.place(tidyStatement(identified.value));
  }
  return ok(list.toArray());
}

/**
 * Adds a statement, or replaces the one with its id. The id, if given, must be one of the subject;
 * the property of a statement never changes.
 */
function setStatement(
  page: PageStatements,
  entityId: EntityId,
  { statement, index, subject = entityId }: Extract<StatementOp, { op: 'set-statement' }>,
): readonly Failure[] {
  if (index !== undefined && !(Number.isInteger(index) && index >= 0)) {
    return [failure('statement-order-out-of-range', { index })];
  }
  const identified = identify(statement, subject);
  if (!identified.ok) return identified.failures;
  const list = page.of(subject);
  if (!list.ok) return list.failures;
  const former = list.value.get(identified.value.id);
  const failures = propertyChange(former, identified.value.mainSnak);
  if (failures.length === 0) list.value.place(tidyStatement(identified.value), index);
  return failures;
}

type ChangingOp = Exclude<StatementOp, { op: 'set-statement' }>;

/** Changes or removes a statement that is there. */
function change(page: PageStatements, op: ChangingOp): readonly Failure[] {
  const list = page.with(op.id);
  const statement = list?.get(op.id);
  if (list === undefined || statement === undefined) {
    return [failure('unknown-statement', { id: op.id })];
  }
  if (op.op === 'remove-statement') {
    list.remove(statement);
    return [];
  }
  const changed = changedStatement(statement, op);
  if (!changed.ok) return changed.failures;
  list.place(changed.value);
  return [];
}

function changedStatement(
  statement: Statement,
  op: Exclude<ChangingOp, { op: 'remove-statement' }>,
): Result<Statement> {
  switch (op.op) {
    case 'set-main-snak': {
      const failures = propertyChange(statement, op.snak);
      return failures.length > 0 ? failed(...failures) : ok({ ...statement, mainSnak: op.snak });
    }
    case 'set-rank':
      return ok({ ...statement, rank: op.rank });
    case 'set-qualifier':
      return setQualifier(statement, op.snak, op.replaces);
    case 'remove-qualifier':
      return removeQualifier(statement, op.hash);
    case 'set-reference':
      return setReference(statement, op.reference, op.replaces, op.index);
    case 'remove-reference':
      return removeReference(statement, op.hash);
  }
}

function setQualifier(
  statement: Statement,
  snak: Snak,
  replaces: string | undefined,
): Result<Statement> {
  const qualifiers = putInPlace(statement.qualifiers, snak, snakHash, replaces, undefined);
  return qualifiers === undefined
    ? failed(failure('unknown-qualifier', { hash: replaces ?? '' }))
    : ok({ ...statement, qualifiers: tidySnaks(qualifiers) });
}

function removeQualifier(statement: Statement, hash: string): Result<Statement> {
  const qualifiers = statement.qualifiers.filter((snak) => snakHash(snak) !== hash);
  return qualifiers.length === statement.qualifiers.length
    ? failed(failure('unknown-qualifier', { hash }))
    : ok({ ...statement, qualifiers });
}

function setReference(
  statement: Statement,
  reference: Reference,
  replaces: string | undefined,
  index: number | undefined,
): Result<Statement> {
  const tidy = { snaks: tidySnaks(reference.snaks) };
  const references = putInPlace(statement.references, tidy, referenceHash, replaces, index);
  return references === undefined
    ? failed(failure('unknown-reference', { hash: replaces ?? '' }))
    : ok({ ...statement, references: tidyReferences(references) });
}

function removeReference(statement: Statement, hash: string): Result<Statement> {
  const references = statement.references.filter((each) => referenceHash(each) !== hash);
  return references.length === statement.references.length
    ? failed(failure('unknown-reference', { hash }))
    : ok({ ...statement, references });
}

function identify(statement: NewStatement, subject: EntityId): Result<Statement> {
  const id = statement.id ?? newStatementId(subject);
  return belongsTo(id, subject)
    ? ok({ ...statement, id })
    : failed(failure('foreign-statement', { id, entity: subject }));
}

function propertyChange(former: Statement | undefined, mainSnak: Snak) {
  return former === undefined || former.mainSnak.property === mainSnak.property
    ? []
    : [failure('statement-property-immutable', { id: former.id })];
}

/**
 * The list with `added` in the place of what has the hash `replaces`, or moved to `index`, or at
 * the end; `undefined` where nothing has that hash.
 */
function putInPlace<Part>(
  parts: readonly Part[],
  added: Part,
  hashOf: (part: Part) => string,
  replaces: string | undefined,
  index: number | undefined,
): Part[] | undefined {
  const hash = hashOf(added);
  const former = replaces ?? hash;
  const at = parts.findIndex((part) => hashOf(part) === former);
  if (at === -1 && replaces !== undefined) return undefined;
  const others = parts.filter((part, i) => i !== at && hashOf(part) !== hash);
  const before = parts.slice(0, at).filter((part) => hashOf(part) !== hash).length;
  return others.toSpliced(index ?? (at === -1 ? others.length : before), 0, added);
}
