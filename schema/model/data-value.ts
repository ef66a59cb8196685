/**
 * Data values: what a statement can say of its property.
 *
 * The member names are those of Wikibase's JSON, so that `model/json/` only has to wrap them.
 * Numbers that people write stay text (`amount`, `time`): they outgrow JavaScript's numbers.
 */
import type { EntityId } from './entity-id.ts';

export interface StringValue {
  readonly type: 'string';
  readonly value: string;
}

export interface EntityIdValue {
  readonly type: 'wikibase-entityid';
  readonly id: EntityId;
}

export interface MonolingualTextValue {
  readonly type: 'monolingualtext';
  readonly text: string;
  readonly language: string;
}

/** Amounts are signed decimals of any length (`+10.38`); bounds come together or not at all. */
export interface QuantityValue {
  readonly type: 'quantity';
  readonly amount: string;
  /** `1` for none, else the concept IRI of an item. */
  readonly unit: string;
  readonly upperBound?: string;
  readonly lowerBound?: string;
}

/** Precision 0 (a billion years) to 14 (a second); 9 is a year, 10 a month, 11 a day. */
export interface TimeValue {
  readonly type: 'time';
  /** `+1994-01-01T00:00:00Z`, at least four digits of year, `00` for an unknown month or day. */
  readonly time: string;
  readonly timezone: number;
  readonly before: number;
  readonly after: number;
  readonly precision: number;
  /** Concept IRI of the calendar: proleptic Gregorian or Julian. */
  readonly calendarmodel: string;
}

export interface GlobeCoordinateValue {
  readonly type: 'globecoordinate';
  readonly latitude: number;
  readonly longitude: number;
  /** Degrees; `null` where unknown. */
  readonly precision: number | null;
  readonly globe: string;
}

/** A foreign value that this version cannot read. Kept as it came, shown, never interpreted. */
export interface UnknownValue {
  readonly type: 'unknown';
  /** The type it claimed to have. */
  readonly valueType: string;
  readonly value: unknown;
  readonly error: string;
}

export type DataValue =
  | StringValue
  | EntityIdValue
  | MonolingualTextValue
  | QuantityValue
  | TimeValue
  | GlobeCoordinateValue
  | UnknownValue;

/** The calendar models of the wire format. These IRIs are Wikibase's constants on every wiki. */
export const GREGORIAN_CALENDAR = 'http://www.wikidata.org/entity/Q1985727';
export const JULIAN_CALENDAR = 'http://www.wikidata.org/entity/Q1985786';
/** The globe that Wikibase assumes where none is named. */
export const EARTH = 'http://www.wikidata.org/entity/Q2';
/** The unit of a quantity that has none. */
export const UNITLESS = '1';
