/**
 * Where a fault stands. An edit names places in Wikibase's entity JSON
 * (`/claims/P1/0/qualifiers/P2/0/datavalue`); senders of the REST API sent something else, and want
 * to know the place in that (`/statement/qualifiers/0/value/content`).
 */
import { jsonPointer, parsePointer } from '../../../schema/json-pointer.ts';
import type { Snak } from '../../../schema/model/snak.ts';
import type { NewStatement } from '../../edit/change-ops/change-op.ts';

/** From a place in the entity's REST JSON to the place in the request, or in the patched JSON. */
export type PlaceOf = (path: string) => string;

/** For requests that hold the part of the entity at `from` as their member at `to`. */
export function movedPlaces(from: string, to: string): PlaceOf {
  return (path) =>
    path === from || path.startsWith(`${from}/`) ? to + path.slice(from.length) : path;
}

/** For requests that hold one statement: whatever is wrong with a statement is wrong with it. */
export function statementPlaces(to: string): PlaceOf {
  return (path) => path.replace(/^\/statements\/[^/]+\/\d+/, to);
}

/** `statements` are those that the edit wanted; qualifiers are counted along them. */
export function restPath(path: string, statements: readonly NewStatement[]): string {
  const [field, property, index, ...inStatement] = parsePointer(path) ?? [];
  if (field !== 'claims') return path;
  if (property === undefined || index === undefined) return '/statements';
  const group = statements.filter(({ mainSnak }) => mainSnak.property === property);
  // an edit of one statement knows it alone, not its place among the others
  const statement = group.length === 1 ? group[0] : group[Number(index)];
  return jsonPointer('statements', property, index, ...statementPath(inStatement, statement));
}

function statementPath(
  [part, ...rest]: readonly string[],
  statement: NewStatement | undefined,
): readonly (string | number)[] {
  switch (part) {
    case undefined:
      return [];
    case 'mainsnak':
      return snakPath(rest);
    case 'qualifiers':
      return ['qualifiers', ...listPath(rest, statement?.qualifiers)];
    case 'references': {
      const [index = '0', , ...inSnaks] = rest;
      const snaks = statement?.references[Number(index)]?.snaks;
      return ['references', index, 'parts', ...listPath(inSnaks, snaks)];
    }
    default:
      return [part, ...rest];
  }
}

/** From a map by property to the one list of all snaks. */
function listPath(
  [property, index, ...rest]: readonly string[],
  snaks: readonly Snak[] = [],
): readonly (string | number)[] {
  const places = snaks.flatMap((snak, place) => (snak.property === property ? [place] : []));
  return [places[Number(index)] ?? 0, ...snakPath(rest)];
}

function snakPath([part]: readonly string[]): readonly string[] {
  return part === 'property' ? ['property', 'id'] : ['value', 'content'];
}
