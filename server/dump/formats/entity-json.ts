/**
 * JSON dumps as Wikibase writes them: one array, one entity a line, plain ASCII.
 *
 * Readers of Wikidata's dumps split at line ends and drop a trailing comma, so that is the layout.
 */
import type { Entity } from '../../../schema/model/entity.ts';
import { entityJson } from '../../../schema/model/json/write-entity.ts';
import type { DatatypeOf } from '../../../schema/model/json/write-statement.ts';

export const JSON_DUMP_START = '[\n';
export const JSON_DUMP_SEPARATOR = ',\n';
export const JSON_DUMP_END = '\n]\n';

/** The line of one entity, without the separator. `revisionId` stands last, as `lastrevid`. */
export function jsonDumpLine(entity: Entity, revisionId: number, datatypeOf: DatatypeOf): string {
  const json = { ...entityJson(entity, 'dump', datatypeOf), lastrevid: revisionId };
  return asciiJson(JSON.stringify(json));
}

const NOT_ASCII_OR_SLASH = /[/\u007f-\uffff]/g;

/** JSON with `/` as `\/` and everything beyond ASCII as `\uXXXX`, the way PHP writes it. */
function asciiJson(json: string): string {
  return json.replace(NOT_ASCII_OR_SLASH, (unit) =>
    unit === '/' ? '\\/' : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
