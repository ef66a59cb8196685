/** JSON in two versions: the older one has no booleans, no Unicode, and `*` where text stands. */
import type { Envelope } from './envelope.ts';
import { asciiJson, isJsonText, jsonObject } from '../../read/json-text.ts';
import type { JsonText } from '../../read/json-text.ts';
import type { JsonObject } from './module.ts';

/** Formats that are pages in MediaWiki, for debugging, there are none. */
export const formats = ['json', 'none', 'xml'] as const;

/** The key of a member that is the text of its object: version 1 calls it `*`. */
export function contentKey({ formatVersion }: Pick<Envelope, 'formatVersion'>, name: string) {
  return formatVersion === 1 ? '*' : name;
}

export function serialize(json: JsonObject | readonly unknown[], envelope: Envelope): string {
  const { callback, empty } = envelope;
  if (empty) return '';
  const encoded = written(json, envelope);
  // the comment keeps the answer from being taken for a file of another kind
  return callback === undefined ? encoded : `/**/${callback}(${encoded})`;
}

export function mediaTypeOf({ callback, empty, isXml }: Envelope): string {
  if (isXml) return 'text/xml; charset=utf-8';
  if (empty) return 'text/plain; charset=utf-8';
  return `${callback === undefined ? 'application/json' : 'text/javascript'}; charset=utf-8`;
}

/** Version 1 has no booleans: true is an empty string, false is left out. */
function legacyBoolean(_key: string, value: unknown): unknown {
  if (value === true) return '';
  return value === false ? undefined : value;
}

/** What is finished is taken over: it stands directly in the answer, never deeper. */
function written(
  json: JsonObject | readonly unknown[],
  { ascii, formatVersion }: Envelope,
): string {
  const replacer = formatVersion === 1 ? legacyBoolean : undefined;
  if (!isRecord(json) || !Object.values(json).some(isJsonText))
    return encoded(JSON.stringify(json, replacer));
  const members = Object.entries(json).flatMap(([name, value]): [string, JsonText][] => {
    if (isJsonText(value)) return [[name, value]];
    const text = JSON.stringify(value, replacer) as string | undefined;
    return text === undefined ? [] : [[name, { write: () => encoded(text) }]];
  });
  return jsonObject(members).write(ascii);

  function encoded(text: string): string {
    return ascii ? asciiJson(text) : text;
  }
}

function isRecord(json: JsonObject | readonly unknown[]): json is JsonObject {
  return !Array.isArray(json);
}
