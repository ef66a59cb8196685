/** Applies the operations of an edit to a page, one after the other. Pure. */
import { failed, failure, ok } from '../../../schema/failures.ts';
import type { Result } from '../../../schema/failures.ts';
import type { Document } from '../../../schema/model/documents/kinds.ts';
import type { Entity } from '../../../schema/model/entity.ts';
import type { ChangeOp } from './change-op.ts';
import { cleared, isEntity, redirected, replaced, setDatatype } from './document.ts';
import { removeForm, removeSense, setForm, setLexeme, setSense } from './lexemes.ts';
import { removeSiteLink, setSiteLink } from './sitelinks.ts';
import { editStatements, isStatementOp } from './statements.ts';
import type { StatementOp } from './statements.ts';
import { addAliases, removeAliases, removeTerm, setAliases, setTerm } from './terms.ts';

type PageOp = Extract<ChangeOp, { op: 'replace' | 'redirect' | 'delete' }>;
/** Operations on statements that follow each other are applied at once. */
type Step =
  | Exclude<ChangeOp, StatementOp>
  | { readonly op: 'statements'; readonly ops: StatementOp[] };
type EntityStep = Exclude<Step, PageOp>;

/** The page after all operations; `undefined` where they delete it. The first failure stops. */
export function applyOps(
  document: Document,
  ops: readonly ChangeOp[],
): Result<Document | undefined> {
  let current: Document | undefined = document;
  for (const step of stepsOf(ops)) {
    if (current === undefined) return failed(failure('entity-deleted', { id: document.id }));
    const applied = applyStep(current, step);
    if (!applied.ok) return applied;
    current = applied.value;
  }
  return ok(current);
}

function stepsOf(ops: readonly ChangeOp[]): Step[] {
  const steps: Step[] = [];
  for (const op of ops) {
    const last = steps.at(-1);
    if (!isStatementOp(op)) steps.push(op);
    else if (last?.op === 'statements') last.ops.push(op);
    else steps.push({ op: 'statements', ops: [op] });
  }
  return steps;
}

function applyStep(document: Document, op: Step): Result<Document | undefined> {
  if (op.op === 'delete') return ok(undefined);
  if (op.op === 'replace') return replaced(document, op.document);
  if (op.op !== 'redirect') return applyToEntity(document, op);
  return isEntity(document) || document.type === 'redirect'
    ? redirected(document, op.target)
    : failed(notAnEntity(document));
}

function applyToEntity(document: Document, op: EntityStep): Result<Entity> {
  if (document.type === 'redirect') {
    return failed(failure('entity-is-redirect', { id: document.id, target: document.target }));
  }
  return isEntity(document) ? applyEntityStep(document, op) : failed(notAnEntity(document));
}

function applyEntityStep(entity: Entity, op: EntityStep): Result<Entity> {
  switch (op.op) {
    case 'set-term':
      return setTerm(entity, op.field, op.language, op.value);
    case 'remove-term':
      return removeTerm(entity, op.field, op.language);
    case 'set-aliases':
      return setAliases(entity, op.language, op.values);
    case 'add-aliases':
      return addAliases(entity, op.language, op.values);
    case 'remove-aliases':
      return removeAliases(entity, op.language, op.values);
    case 'statements':
      return editStatements(entity, op.ops);
    case 'set-sitelink':
      return setSiteLink(entity, op.site, op.title, op.badges);
    case 'remove-sitelink':
      return removeSiteLink(entity, op.site);
    case 'set-lexeme':
      return setLexeme(entity, op.language, op.lexicalCategory);
    case 'set-form':
      return setForm(entity, op);
    case 'remove-form':
      return removeForm(entity, op.id);
    case 'set-sense':
      return setSense(entity, op);
    case 'remove-sense':
      return removeSense(entity, op.id);
    case 'clear':
      return ok(cleared(entity));
    case 'set-datatype':
      return setDatatype(entity, op.datatype);
  }
}

function notAnEntity(document: Document) {
  return failure('entity-type-mismatch', { id: document.id, expected: 'entity' });
}
