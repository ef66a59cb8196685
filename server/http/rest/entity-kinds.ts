/** The two kinds of entities that the REST API knows, and all in which they differ. */
import type { ItemId, PropertyId } from '../../../schema/model/entity-id.ts';
import type { Item, Property } from '../../../schema/model/entity.ts';
import type { RestCode } from './errors.ts';
import type { Parameter } from './operation.ts';
import { itemIdParameter, propertyIdParameter } from './parameters.ts';
import { itemJson, propertyJson } from './serialize.ts';
import type { Surroundings } from './serialize.ts';

export type RestEntity = Item | Property;

export interface EntityKind {
  readonly type: RestEntity['type'];
  /** Stands in operation ids: `getItemLabels`. */
  readonly name: 'Item' | 'Property';
  /** Stands in paths. */
  readonly plural: 'items' | 'properties';
  readonly idName: 'item_id' | 'property_id';
  readonly idParameter: Parameter<ItemId | PropertyId>;
  readonly mismatch: RestCode;
  readonly fields: readonly string[];
}

export const itemKind: EntityKind = {
  type: 'item',
  name: 'Item',
  plural: 'items',
  idName: 'item_id',
  idParameter: itemIdParameter,
  mismatch: 'item-statement-id-mismatch',
  fields: ['type', 'labels', 'descriptions', 'aliases', 'statements', 'sitelinks'],
};

const propertyKind: EntityKind = {
  type: 'property',
  name: 'Property',
  plural: 'properties',
  idName: 'property_id',
  idParameter: propertyIdParameter,
  mismatch: 'property-statement-id-mismatch',
  fields: ['type', 'data_type', 'labels', 'descriptions', 'aliases', 'statements'],
};

export const entityKinds = [itemKind, propertyKind] as const;

export function kindOf(id: ItemId | PropertyId): EntityKind {
  return id.startsWith('Q') ? itemKind : propertyKind;
}

/** Members in the order of the declaration, the id first. */
export function entityJson(entity: RestEntity, surroundings: Surroundings) {
  return entity.type === 'item'
    ? itemJson(entity, surroundings)
    : propertyJson(entity, surroundings);
}
