/** The shape that an entity must have after an edit. Only what the edit changed is judged. */
import { failure } from '../../../schema/failures.ts';
import type { Failure } from '../../../schema/failures.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import { allStatements } from '../../../schema/model/entity.ts';
import type { Entity, Lexeme } from '../../../schema/model/entity.ts';
import type { EditContext } from '../edit-context.ts';
import { gatherFacts } from './facts.ts';
import type { Facts } from './facts.ts';
import { newIdsOfLexeme, validateLexeme } from './lexeme.ts';
import type { Limits } from './limits.ts';
import { validateSiteLinks } from './sitelinks.ts';
import { newSnaks, statementsWithPaths, validateSnak } from './statements.ts';
import type { NewSnak } from './statements.ts';
import { validateFingerprint } from './terms.ts';

/** `before` is what the page holds now; without it all is new. */
export async function validateEntity(
  before: Entity | undefined,
  after: Entity,
  limits: Limits,
  context: EditContext,
): Promise<Failure[]> {
  const snaks = newSnaks(before, after);
  const ids: EntityId[] = after.type === 'lexeme' ? newIdsOfLexeme(lexemeOf(before), after) : [];
  const facts = await gatherFacts(after, snaks, ids, context);
  return judgeEntity(before, after, snaks, facts, limits);
}

/** Pure: `snaks` are those of `after` that are new. */
export function judgeEntity(
  before: Entity | undefined,
  after: Entity,
  snaks: readonly NewSnak[],
  facts: Facts,
  limits: Limits,
): Failure[] {
  return [
    ...validateParts(before, after, facts, limits),
    ...validateStatements(before, after, snaks, facts, limits),
  ];
}

function validateParts(
  before: Entity | undefined,
  after: Entity,
  facts: Facts,
  limits: Limits,
): Failure[] {
  switch (after.type) {
    case 'item': {
      const former = before?.type === 'item' ? before : undefined;
      return [
        ...validateFingerprint(former, after, limits),
        ...validateSiteLinks(former, after, facts.site, limits),
      ];
    }
    case 'property':
      return validateFingerprint(before?.type === 'property' ? before : undefined, after, limits);
    case 'lexeme':
      return validateLexeme(lexemeOf(before), after, facts, limits);
  }
}

function validateStatements(
  before: Entity | undefined,
  after: Entity,
  snaks: readonly NewSnak[],
  facts: Facts,
  limits: Limits,
): Failure[] {
  return [
    ...snaks.flatMap((snak) => validateSnak(snak, facts)),
    ...statementCount(before, after, limits.statements),
    ...repeatedIds(after),
  ];
}

export function statementCount(
  before: Entity | undefined,
  after: Entity,
  limit: number,
): Failure[] {
  const count = allStatements(after).length;
  const former = before === undefined ? 0 : allStatements(before).length;
  return count > Math.max(limit, former)
    ? [failure('too-many', { field: 'claims', limit }, '/claims')]
    : [];
}

export function repeatedIds(entity: Entity): Failure[] {
  const statements = allStatements(entity);
  // Nearly always there is none, and then nobody needs to know where which statement stands.
  if (new Set(statements.map(({ id }) => id)).size === statements.length) return [];
  const seen = new Set<string>();
  return statementsWithPaths(entity).flatMap(({ statement: { id }, path }) => {
    const repeated = seen.has(id);
    seen.add(id);
    return repeated ? [failure('duplicate-statement-id', { id }, `${path}/id`)] : [];
  });
}

function lexemeOf(entity: Entity | undefined): Lexeme | undefined {
  return entity?.type === 'lexeme' ? entity : undefined;
}
