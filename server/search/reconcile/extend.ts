/** Adds columns to a table: for each of its entities the values at the end of a property path. */
import { setImmediate } from 'node:timers/promises';
import type { DataValue, TimeValue } from '../../../schema/model/data-value.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import { DAY } from '../../../schema/model/values/time.ts';
import { formatValue } from '../../../schema/model/values/value.ts';
import type { EntityCache } from '../../read/entity-cache.ts';
import { pathValues } from './path-values.ts';
import type { StatementFilter } from './path-values.ts';
import type { PropertyPath } from './property-path.ts';
import { isoDate } from './value-parts.ts';

export interface Column {
  /** As it was sent. */
  readonly id: string;
  readonly path: PropertyPath;
  readonly filter: StatementFilter;
  /** 0 for no limit. */
  readonly limit: number;
  /** How many values there are, instead of them. */
  readonly count: boolean;
}

/** A cell of OpenRefine's. */
export type ExtendedCell =
  | { readonly id: EntityId; readonly name: string }
  | { readonly str: string }
  | { readonly int: number }
  | { readonly float: number }
  | { readonly date: string };

export interface ExtendContext {
  readonly entities: Pick<EntityCache, 'read'>;
  readonly labels: {
    displayTerms(
      ids: Iterable<EntityId>,
      language: string,
    ): Promise<ReadonlyMap<EntityId, { readonly label: { readonly value: string } | undefined }>>;
  };
  readonly language: string;
}

const ROWS_AT_ONCE = 20;

/** Rows in the order of the ids, each with a list of cells a column; empty for unknown entities. */
export async function extend(
  ids: readonly (EntityId | undefined)[],
  columns: readonly Column[],
  context: ExtendContext,
): Promise<ExtendedCell[][][]> {
  const entities = await context.entities.read(ids.filter((id) => id !== undefined));
  const rows: DataValue[][][] = [];
  for (const [at, id] of ids.entries()) {
    if (at % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await setImmediate();
    const entity = id && entities.get(id);
    const row = columns.map(async ({ path, filter, limit }) => {
      const values = entity && (await pathValues(entity, path, context.entities, filter));
      return (values ?? []).slice(0, limit === 0 ? undefined : limit);
    });
    rows.push(await Promise.all(row));
  }
  const named = rows
    .flat(2)
    .flatMap((value) => (value.type === 'wikibase-entityid' ? value.id : []));
  const terms = await context.labels.displayTerms(named, context.language);
  const nameOf = (id: EntityId): string => terms.get(id)?.label?.value ?? id;
  return rows.map((row) =>
    row.map((values, at) =>
      columns[at].count
        ? [{ int: values.length }]
        : values.map((value) => cellOf(value, context.language, nameOf)),
    ),
  );
}

function cellOf(
  value: DataValue,
  language: string,
  nameOf: (id: EntityId) => string,
): ExtendedCell {
  switch (value.type) {
    case 'wikibase-entityid':
      return { id: value.id, name: nameOf(value.id) };
    case 'quantity':
      return numberCell(value.amount);
    case 'time':
      return timeCell(value);
    case 'globecoordinate':
      return { str: `${value.latitude},${value.longitude}` };
    case 'string':
    case 'monolingualtext':
    case 'unknown':
      return { str: formatValue(value, { language }) };
  }
}

/** As text where JavaScript's numbers would change it. */
function numberCell(amount: string): ExtendedCell {
  const number = Number(amount);
  if (Number.isSafeInteger(number) && !amount.includes('.')) return { int: number };
  const isExact = amount.replace(/^[-+]|\D/g, '').length <= 15;
  return isExact ? { float: number } : { str: amount.replace(/^\+/, '') };
}

/** A year or a month is no day: it stays text, lest the first of January be made up. */
function timeCell(value: TimeValue): ExtendedCell {
  const date = isoDate(value);
  if (date === undefined) return { str: value.time.replace(/^\+/, '') };
  return value.precision < DAY ? { str: date } : { date: date + value.time.slice(-10) };
}
