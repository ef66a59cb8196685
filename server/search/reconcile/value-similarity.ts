/** How well a cell of a table fits a value, from 0 to 100. */
import type {
  DataValue,
  GlobeCoordinateValue,
  QuantityValue,
  TimeValue,
} from '../../../schema/model/data-value.ts';
import { parseEntityId } from '../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import type { Entity } from '../../../schema/model/entity.ts';
import { searchKey } from '../../../schema/model/search-key.ts';
import { parseValue } from '../../../schema/model/values/value.ts';
import { YEAR } from '../../../schema/model/values/time.ts';
import { nameMatch } from './entity-names.ts';
import { comparable, similarity } from './text-similarity.ts';
import { isoDate } from './value-parts.ts';

/** What a cell says: text, or an entity that it was matched with before. */
export interface Cell {
  readonly text: string;
  readonly id: EntityId | undefined;
}

export interface CellContext {
  /** In which cells are written, with what stands in for it. */
  readonly languages: readonly string[];
  /** The entities that values name. */
  readonly entities: ReadonlyMap<EntityId, Entity>;
}

export function valueSimilarity(cell: Cell, value: DataValue, context: CellContext): number {
  switch (value.type) {
    case 'wikibase-entityid':
      return entitySimilarity(cell, value.id, context);
    case 'string':
      return stringSimilarity(cell.text, value.value);
    case 'monolingualtext':
      return textSimilarity(cell.text, value.text);
    case 'quantity':
      return whole('quantity', cell, context, (amount) => amountSimilarity(amount, value));
    case 'time':
      return whole('time', cell, context, (time) => timeSimilarity(time, value));
    case 'globecoordinate':
      return whole('globe-coordinate', cell, context, (place) => placeSimilarity(place, value));
    case 'unknown':
      return 0;
  }
}

interface ParsedTypes {
  readonly quantity: QuantityValue;
  readonly time: TimeValue;
  readonly 'globe-coordinate': GlobeCoordinateValue;
}

/** Reads the cell as a value of the type; 0 where it is none. */
function whole<Type extends keyof ParsedTypes>(
  type: Type,
  { text }: Cell,
  { languages: [language = 'en'] }: CellContext,
  compare: (parsed: ParsedTypes[Type]) => number,
): number {
  const parsed = parseValue(type, text, { language });
  return parsed.ok ? compare(parsed.value as ParsedTypes[Type]) : 0;
}

function entitySimilarity({ id, text }: Cell, other: EntityId, context: CellContext): number {
  const wanted = id ?? parseEntityId(text);
  const entity = context.entities.get(other);
  if (wanted !== undefined) return wanted === other || wanted === entity?.id ? 100 : 0;
  return entity === undefined ? 0 : nameMatch(text, entity, context.languages).score;
}

/** Numbers that are almost the same are others; addresses may lack what everybody leaves out. */
function stringSimilarity(text: string, value: string): number {
  if (text === value) return 100;
  if (/^\d+$/.test(text) && /^\d+$/.test(value)) return 0;
  if (URL.canParse(value)) return bareAddress(text) === bareAddress(value) ? 100 : 0;
  return textSimilarity(text, value);
}

function bareAddress(address: string): string {
  return address
    .trim()
    .replace(/^[a-z]+:\/\/(?:www\.)?|^www\./i, '')
    .replace(/\/$/, '')
    .toLowerCase();
}

function textSimilarity(one: string, other: string): number {
  return similarity(comparable(searchKey(one)), comparable(searchKey(other)));
}

/** A tenth more or less is another amount; within the bounds of a value it is the same. */
function amountSimilarity({ amount }: QuantityValue, value: QuantityValue): number {
  const [one, other] = [Number(amount), Number(value.amount)];
  const { lowerBound, upperBound } = value;
  if (lowerBound !== undefined && upperBound !== undefined) {
    if (one >= Number(lowerBound) && one <= Number(upperBound)) return 100;
  }
  if (one === other) return 100;
  const difference = Math.abs(one - other) / Math.max(Math.abs(one), Math.abs(other));
  return Math.max(0, 100 * (1 - 10 * difference));
}

/** As precise as the less precise of the two; another day of the same year is half of it. */
function timeSimilarity(one: TimeValue, other: TimeValue): number {
  const precision = Math.min(one.precision, other.precision);
  if (precision < YEAR) return one.time === other.time ? 100 : 0;
  const [a, b] = [one, other].map((time) => isoDate({ ...time, precision }));
  if (a === b) return 100;
  const [ofA, ofB] = [one, other].map((time) => isoDate({ ...time, precision: YEAR }));
  return ofA === ofB ? 50 : 0;
}

const KILOMETRES_PER_DEGREE = 111.2;
const SAME_PLACE_KM = 1;
const FAR_KM = 100;

function placeSimilarity(one: GlobeCoordinateValue, other: GlobeCoordinateValue): number {
  if (one.globe !== other.globe) return 0;
  const north = one.latitude - other.latitude;
  const turn = Math.abs(one.longitude - other.longitude) % 360;
  const east = Math.min(turn, 360 - turn) * Math.cos((one.latitude * Math.PI) / 180);
  const distance = Math.hypot(north, east) * KILOMETRES_PER_DEGREE;
  if (distance <= SAME_PLACE_KM) return 100;
  return Math.max(0, 100 * (1 - (distance - SAME_PLACE_KM) / (FAR_KM - SAME_PLACE_KM)));
}
