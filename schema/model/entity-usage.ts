/**
 * Which entities a page uses, and what of them: Wikibase's aspects of usage.
 *
 * A page shows the names of what it mentions, in the language of whoever reads it (`L`), and the
 * values of a property by its datatype (`O`). A redirect shows all of its target (`X`). What other
 * aspects stand for (descriptions, sitelinks, titles, statements) no page here takes from another.
 */
import type { Document } from './documents/kinds.ts';
import type { EntityId } from './entity-id.ts';
import { allStatements } from './entity.ts';
import type { Entity } from './entity.ts';
import { mentionedEntities, mentionedProperties } from './mentions.ts';

export const usageAspects = ['S', 'L', 'D', 'T', 'C', 'X', 'O'] as const;
export type UsageAspect = (typeof usageAspects)[number];

/** Aspects in alphabetical order, by entity; pages of text use none. */
export function usageOf(document: Document): ReadonlyMap<EntityId, readonly UsageAspect[]> {
  if (document.type === 'redirect') return new Map([[document.target, ['X']]]);
  const isEntity =
    document.type === 'item' || document.type === 'property' || document.type === 'lexeme';
  return isEntity ? usageOfEntity(document) : new Map();
}

function usageOfEntity(entity: Entity): Map<EntityId, readonly UsageAspect[]> {
  const properties: ReadonlySet<EntityId> = mentionedProperties(allStatements(entity));
  return new Map(
    [...mentionedEntities(entity)].map((id) => [id, properties.has(id) ? ['L', 'O'] : ['L']]),
  );
}
