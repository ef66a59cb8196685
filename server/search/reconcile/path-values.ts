/** Follows a property path from an entity to the values at its end. */
import type { DataValue } from '../../../schema/model/data-value.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import type { Entity } from '../../../schema/model/entity.ts';
import { bestStatements } from '../../../schema/model/statement.ts';
import type { Statement } from '../../../schema/model/statement.ts';
import type { EntityCache } from '../../read/entity-cache.ts';
import type { PropertyPath } from './property-path.ts';
import { valuePart } from './value-parts.ts';

/** Which statements count, at every step of the way. */
export interface StatementFilter {
  readonly rank: 'best' | 'any' | 'no_deprecated';
  readonly referencedOnly: boolean;
}

export const BEST: StatementFilter = { rank: 'best', referencedOnly: false };

/** Entities that one step may lead to, lest a path lead through the whole wiki. */
const MOST_ENTITIES = 200;

export async function pathValues(
  entity: Entity,
  path: PropertyPath,
  entities: Pick<EntityCache, 'read'>,
  filter: StatementFilter = BEST,
): Promise<DataValue[]> {
  switch (path.kind) {
    case 'property':
      return statementsOf(entity, filter).flatMap(({ mainSnak }) =>
        mainSnak.property === path.property && mainSnak.kind === 'value' ? [mainSnak.value] : [],
      );
    case 'term':
      return termsOf(entity, path.termType, path.language).map(stringValue);
    case 'sitelink': {
      const link = entity.type === 'item' ? entity.siteLinks.get(path.site) : undefined;
      return link === undefined ? [] : [stringValue(link.title)];
    }
    case 'id':
      return [stringValue(entity.id)];
    case 'part': {
      const values = await pathValues(entity, path.of, entities, filter);
      return values.flatMap((value) => valuePart(value, path.part) ?? []);
    }
    case 'alternatives': {
      const values: DataValue[] = [];
      for (const each of path.of)
        values.push(...(await pathValues(entity, each, entities, filter)));
      return values;
    }
    case 'sequence':
      return sequenceValues(entity, path.steps, entities, filter);
  }
}

async function sequenceValues(
  entity: Entity,
  [first, ...rest]: readonly PropertyPath[],
  entities: Pick<EntityCache, 'read'>,
  filter: StatementFilter,
): Promise<DataValue[]> {
  if (first === undefined) return [];
  const values = await pathValues(entity, first, entities, filter);
  if (rest.length === 0) return values;
  const ids = values.flatMap((value): EntityId[] =>
    value.type === 'wikibase-entityid' ? [value.id] : [],
  );
  const found: DataValue[] = [];
  const next = await entities.read(ids.slice(0, MOST_ENTITIES));
  for (const each of new Set(next.values())) {
    found.push(...(await sequenceValues(each, rest, entities, filter)));
  }
  return found;
}

function statementsOf(
  { statements }: Entity,
  { rank, referencedOnly }: StatementFilter,
): readonly Statement[] {
  const counted = referencedOnly
    ? statements.filter(({ references }) => references.length > 0)
    : statements;
  if (rank === 'any') return counted;
  return rank === 'best'
    ? bestStatements(counted)
    : counted.filter((statement) => statement.rank !== 'deprecated');
}

function termsOf(
  entity: Entity,
  termType: 'label' | 'description' | 'alias',
  language: string,
): readonly string[] {
  if (entity.type === 'lexeme') {
    const lemma = termType === 'label' ? entity.lemmas.get(language) : undefined;
    return lemma === undefined ? [] : [lemma];
  }
  if (termType === 'alias') return entity.aliases.get(language) ?? [];
  const text = (termType === 'label' ? entity.labels : entity.descriptions).get(language);
  return text === undefined ? [] : [text];
}

function stringValue(value: string): DataValue {
  return { type: 'string', value };
}
