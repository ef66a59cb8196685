/**
 * Facts: what a cell says, before its value is read.
 *
 * A cell holds values parted by ` | `. A value may begin with a rank (`!` preferred, `~`
 * deprecated) and end with qualifiers in braces and the names of references in angle brackets; a
 * column's header gives qualifiers and references to all its values, and the prefix that completes
 * the keys of items (`country:`) or the unit (`unit:km2`) of a bare number.
 */
import { parsePropertyId, type PropertyId } from '../../../schema/model/entity-id.ts';
import type { Rank } from '../../../schema/model/statement.ts';
import { SeedError } from './table.ts';

export interface Fact {
  readonly place: string;
  readonly main: FactSnak;
  readonly qualifiers: readonly FactSnak[];
  /** Names in `references.tsv`. */
  readonly references: readonly string[];
  readonly rank: Rank;
}

export interface FactSnak {
  readonly property: PropertyId;
  /** `?` for some value, `-` for none. */
  readonly text: string;
  /** `country:`, `unit:km2`; empty for none. */
  readonly prefix: string;
}

/** A column of statements. */
export interface FactColumn {
  readonly property: PropertyId;
  readonly prefix: string;
  readonly qualifiers: readonly FactSnak[];
  readonly references: readonly string[];
}

const COLUMN = /^(P\d+)(?: ([a-z-]+:\S*))?(?: \{(.*)\})?(?: <(.*)>)?$/;
const VALUE = /^(?:([!~]) )?(.+?)(?: \{(.*)\})?(?: <(.*)>)?$/;
const RANKS: Readonly<Record<string, Rank>> = { '!': 'preferred', '~': 'deprecated' };

/** `undefined` where the header is not that of a column of statements. */
export function readColumn(header: string, place: string): FactColumn | undefined {
  const match = COLUMN.exec(header);
  if (match === null) return undefined;
  const [, property = '', prefix = '', qualifiers, references] = match;
  return {
    property: propertyId(property, place),
    prefix,
    qualifiers: readSnaks(qualifiers ?? '', place),
    references: words(references),
  };
}

export function readFacts(cell: string, column: FactColumn, place: string): Fact[] {
  return cell.split(' | ').map((value) => readFact(value, column, place));
}

function readFact(value: string, column: FactColumn, place: string): Fact {
  const match = VALUE.exec(value);
  if (match === null) throw new SeedError(place, `"${value}" is no value`);
  const [, rank, text = '', qualifiers, references] = match;
  return {
    place,
    main: { property: column.property, text, prefix: column.prefix },
    qualifiers: [...column.qualifiers, ...readSnaks(qualifiers ?? '', place)],
    references: [...column.references, ...words(references)],
    rank: RANKS[rank ?? ''] ?? 'normal',
  };
}

/** `P585=2022 ; P459=vocabulary:estimation` */
export function readSnaks(text: string, place: string): FactSnak[] {
  return text
    .split(' ; ')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      if (equals === -1) throw new SeedError(place, `"${part}" says no value`);
      const property = propertyId(part.slice(0, equals).trim(), place);
      return { property, text: part.slice(equals + 1).trim(), prefix: '' };
    });
}

export function propertyId(text: string, place: string): PropertyId {
  const id = parsePropertyId(text);
  if (id === undefined) throw new SeedError(place, `"${text}" is no property`);
  return id;
}

export function words(text: string | undefined): string[] {
  return (text ?? '').split(' ').filter((word) => word !== '');
}
