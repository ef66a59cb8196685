/** JSON in two versions: the older one has no booleans, no Unicode, and `*` where text stands. */
import type { Envelope } from './envelope.ts';
import type { JsonObject } from './module.ts';

/** Debugging formats that are pages in MediaWiki are JSON here, and there is no other. */
export const formats = ['json', 'none'] as const;

/** The key of a member that is the text of its object: version 1 calls it `*`. */
export function contentKey({ formatVersion }: Pick<Envelope, 'formatVersion'>, name: string) {
  return formatVersion === 1 ? '*' : name;
}

export function serialize(json: JsonObject | readonly unknown[], envelope: Envelope): string {
  const { ascii, callback, empty, formatVersion } = envelope;
  if (empty) return '';
  const text = JSON.stringify(json, formatVersion === 1 ? legacyBoolean : undefined);
  const encoded = ascii ? text.replaceAll(/[\u0080-\uffff]/g, escapeCharacter) : text;
  // the comment keeps the answer from being taken for a file of another kind
  return callback === undefined ? encoded : `/**/${callback}(${encoded})`;
}

export function mediaTypeOf({ callback, empty }: Envelope): string {
  if (empty) return 'text/plain; charset=utf-8';
  return `${callback === undefined ? 'application/json' : 'text/javascript'}; charset=utf-8`;
}

/** Version 1 has no booleans: true is an empty string, false is left out. */
function legacyBoolean(_key: string, value: unknown): unknown {
  if (value === true) return '';
  return value === false ? undefined : value;
}

function escapeCharacter(character: string): string {
  return String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
