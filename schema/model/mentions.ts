/** What an entity mentions: the properties it uses and the other entities that it points to. */
import type { DataValue } from './data-value.ts';
import { parseEntityId } from './entity-id.ts';
import type { EntityId, PropertyId } from './entity-id.ts';
import { allStatements } from './entity.ts';
import type { Entity } from './entity.ts';
import type { Snak } from './snak.ts';
import type { Statement } from './statement.ts';

/** Every snak of a statement: main, qualifiers, references. */
export function snaksOf(statement: Statement): Snak[] {
  return [
    statement.mainSnak,
    ...statement.qualifiers,
    ...statement.references.flatMap(({ snaks }) => snaks),
  ];
}

export function mentionedProperties(statements: readonly Statement[]): Set<PropertyId> {
  return new Set(
    statements.flatMap((statement) => snaksOf(statement).map((snak) => snak.property)),
  );
}

/** Everything whose label a reader of the entity's page will want to see. */
export function mentionedEntities(entity: Entity): Set<EntityId> {
  const mentioned = new Set<EntityId>();
  for (const snak of allStatements(entity).flatMap(snaksOf)) {
    mentioned.add(snak.property);
    for (const id of snak.kind === 'value' ? idsInValue(snak.value) : []) mentioned.add(id);
  }
  for (const id of idsOutsideStatements(entity)) mentioned.add(id);
  return mentioned;
}

/** The item that a concept IRI (a unit, a globe, a calendar) stands for, whosever IRI it is. */
export function idInConceptIri(iri: string): EntityId | undefined {
  const slash = iri.lastIndexOf('/entity/');
  return slash === -1 ? undefined : parseEntityId(iri.slice(slash + '/entity/'.length));
}

export function idsInValue(value: DataValue): EntityId[] {
  if (value.type === 'wikibase-entityid') return [value.id];
  const unit = value.type === 'quantity' ? idInConceptIri(value.unit) : undefined;
  return unit === undefined ? [] : [unit];
}

function idsOutsideStatements(entity: Entity): EntityId[] {
  switch (entity.type) {
    case 'item':
      return [...entity.siteLinks.values()].flatMap(({ badges }) => badges);
    case 'property':
      return [];
    case 'lexeme':
      return [
        entity.language,
        entity.lexicalCategory,
        ...entity.forms.flatMap(({ grammaticalFeatures }) => grammaticalFeatures),
      ];
  }
}
