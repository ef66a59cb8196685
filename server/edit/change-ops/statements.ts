/** Operations on statements, wherever on the page they are: on the entity, its forms or senses. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import type { Entity, Lexeme } from '../../../schema/model/entity.ts';
import { referenceHash, snakHash } from '../../../schema/model/hash.ts';
import type { Snak } from '../../../schema/model/snak.ts';
import { belongsTo, newStatementId } from '../../../schema/model/statement.ts';
import type { Rank, Reference, Statement, StatementId } from '../../../schema/model/statement.ts';
import type { NewStatement } from './change-op.ts';
import { placeStatement, tidyReferences, tidySnaks, tidyStatement } from './statement-order.ts';

/**
 * Adds a statement, or replaces the one with its id. The id, if given, must be one of the subject;
 * the property of a statement never changes.
 */
export function setStatement(
  entity: Entity,
  subject: EntityId,
  statement: NewStatement,
  index: number | undefined,
): Result<Entity> {
  if (index !== undefined && !(Number.isInteger(index) && index >= 0)) {
    return failed(failure('statement-order-out-of-range', { index }));
  }
  const identified = identify(statement, subject);
  if (!identified.ok) return identified;
  return editStatementsOf(entity, subject, (statements) => {
    const former = statements.find(({ id }) => id === identified.value.id);
    const failures = propertyChange(former, identified.value.mainSnak);
    return failures.length > 0
      ? failed(...failures)
      : ok(placeStatement(statements, tidyStatement(identified.value), index));
  });
}

/** The statements of a form or sense that is set as a whole; those without an id get one. */
export function identifyAll(
  statements: readonly NewStatement[],
  subject: EntityId,
): Result<Statement[]> {
  let placed: Statement[] = [];
  for (const statement of statements) {
    const identified = identify(statement, subject);
    if (!identified.ok) return identified;
    placed = placeStatement(placed, tidyStatement(identified.value), undefined);
  }
  return ok(placed);
}

export function removeStatement(entity: Entity, id: StatementId): Result<Entity> {
  return editStatement(entity, id, () => ok(undefined));
}

export function setMainSnak(entity: Entity, id: StatementId, mainSnak: Snak): Result<Entity> {
  return editStatement(entity, id, (statement) => {
    const failures = propertyChange(statement, mainSnak);
    return failures.length > 0 ? failed(...failures) : ok({ ...statement, mainSnak });
  });
}

export function setRank(entity: Entity, id: StatementId, rank: Rank): Result<Entity> {
  return editStatement(entity, id, (statement) => ok({ ...statement, rank }));
}

export function setQualifier(
  entity: Entity,
  id: StatementId,
  snak: Snak,
  replaces: string | undefined,
): Result<Entity> {
  return editStatement(entity, id, (statement) => {
    const qualifiers = putInPlace(statement.qualifiers, snak, snakHash, replaces, undefined);
    return qualifiers === undefined
      ? failed(failure('unknown-qualifier', { hash: replaces ?? '' }))
      : ok({ ...statement, qualifiers: tidySnaks(qualifiers) });
  });
}

export function removeQualifier(entity: Entity, id: StatementId, hash: string): Result<Entity> {
  return editStatement(entity, id, (statement) => {
    const qualifiers = statement.qualifiers.filter((snak) => snakHash(snak) !== hash);
    return qualifiers.length === statement.qualifiers.length
      ? failed(failure('unknown-qualifier', { hash }))
      : ok({ ...statement, qualifiers });
  });
}

export function setReference(
  entity: Entity,
  id: StatementId,
  reference: Reference,
  replaces: string | undefined,
  index: number | undefined,
): Result<Entity> {
  return editStatement(entity, id, (statement) => {
    const tidy = { snaks: tidySnaks(reference.snaks) };
    const references = putInPlace(statement.references, tidy, referenceHash, replaces, index);
    return references === undefined
      ? failed(failure('unknown-reference', { hash: replaces ?? '' }))
      : ok({ ...statement, references: tidyReferences(references) });
  });
}

export function removeReference(entity: Entity, id: StatementId, hash: string): Result<Entity> {
  return editStatement(entity, id, (statement) => {
    const references = statement.references.filter((each) => referenceHash(each) !== hash);
    return references.length === statement.references.length
      ? failed(failure('unknown-reference', { hash }))
      : ok({ ...statement, references });
  });
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

type StatementsEdit = (statements: readonly Statement[]) => Result<readonly Statement[]>;

/** Changes one statement; `undefined` in the result removes it. */
function editStatement(
  entity: Entity,
  id: StatementId,
  change: (statement: Statement) => Result<Statement | undefined>,
): Result<Entity> {
  const subject = subjectOf(entity, id);
  if (subject === undefined) return failed(failure('unknown-statement', { id }));
  return editStatementsOf(entity, subject, (statements) => {
    const at = statements.findIndex((statement) => statement.id === id);
    const statement = statements[at];
    if (statement === undefined) return failed(failure('unknown-statement', { id }));
    const changed = change(statement);
    if (!changed.ok) return changed;
    return ok(
      changed.value === undefined
        ? statements.toSpliced(at, 1)
        : statements.with(at, changed.value),
    );
  });
}

/** The entity, form or sense that has the statement. */
function subjectOf(entity: Entity, id: StatementId): EntityId | undefined {
  const parts = entity.type === 'lexeme' ? [...entity.forms, ...entity.senses] : [];
  return [entity, ...parts].find(({ statements }) =>
    statements.some((statement) => statement.id === id),
  )?.id;
}

function editStatementsOf(
  entity: Entity,
  subject: EntityId,
  change: StatementsEdit,
): Result<Entity> {
  if (subject === entity.id) {
    const changed = change(entity.statements);
    return changed.ok ? ok({ ...entity, statements: changed.value }) : changed;
  }
  return entity.type === 'lexeme'
    ? editStatementsOfPart(entity, subject, change)
    : failed(failure('unknown-entity', { id: subject }));
}

function editStatementsOfPart(
  lexeme: Lexeme,
  subject: EntityId,
  change: StatementsEdit,
): Result<Entity> {
  const form = lexeme.forms.findIndex(({ id }) => id === subject);
  const sense = lexeme.senses.findIndex(({ id }) => id === subject);
  const part = lexeme.forms[form] ?? lexeme.senses[sense];
  if (part === undefined) {
    const code = subject.includes('-F') ? 'unknown-form' : 'unknown-sense';
    return failed(failure(code, { id: subject }));
  }
  const changed = change(part.statements);
  if (!changed.ok) return changed;
  const withStatements = <Part extends object>(each: Part, i: number, at: number): Part =>
    i === at ? { ...each, statements: changed.value } : each;
  return ok({
    ...lexeme,
    forms: lexeme.forms.map((each, i) => withStatements(each, i, form)),
    senses: lexeme.senses.map((each, i) => withStatements(each, i, sense)),
  });
}
