/** Snaks: a property with a value, with some unknown value, or with none. */
import type { DataValue } from './data-value.ts';
import type { PropertyId } from './entity-id.ts';

export interface ValueSnak {
  readonly kind: 'value';
  readonly property: PropertyId;
  readonly value: DataValue;
}

export interface SomeValueSnak {
  readonly kind: 'somevalue';
  readonly property: PropertyId;
}

export interface NoValueSnak {
  readonly kind: 'novalue';
  readonly property: PropertyId;
}

export type Snak = ValueSnak | SomeValueSnak | NoValueSnak;

/** Groups snaks by property, in the order in which the properties first occur. */
export function snaksByProperty(snaks: readonly Snak[]): Map<PropertyId, Snak[]> {
  return Map.groupBy(snaks, (snak) => snak.property);
}
