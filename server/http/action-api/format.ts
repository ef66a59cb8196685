/**
 * An answer as text: JSON in two versions, of which the older one has no booleans, no Unicode, and
 * `*` where text stands; and what is made of it.
 */
import { phpValue } from '../../../schema/model/php-serialize.ts';
import type { Envelope } from './envelope.ts';
import { asciiJson, isJsonText, jsonObject } from '../../read/json-text.ts';
import type { JsonText } from '../../read/json-text.ts';
import type { Encoding } from './formats.ts';
import type { JsonObject } from './module.ts';
import { indentedXml, xmlDocument } from './xml.ts';

/** The key of a member that is the text of its object: version 1 calls it `*`. */
export function contentKey({ formatVersion }: Pick<Envelope, 'formatVersion'>, name: string) {
  return formatVersion === 1 ? '*' : name;
}

export function serialize(json: JsonObject | readonly unknown[], envelope: Envelope): string {
  const { callback, encoding } = envelope;
  switch (encoding) {
    case 'none':
      return '';
    case 'php':
      return phpValue(JSON.parse(written(json, envelope)));
    case 'xml':
      return xmlDocument(JSON.parse(written(json, envelope)) as JsonObject);
    case 'json': {
      const encoded = written(json, envelope);
      // the comment keeps the answer from being taken for a file of another kind
      return callback === undefined ? encoded : `/**/${callback}(${encoded})`;
    }
  }
}

/** For people: laid out in lines where that does not change what it says. */
export function laidOut(text: string, encoding: Encoding): string {
  switch (encoding) {
    case 'json':
      return JSON.stringify(JSON.parse(text), null, INDENT);
    case 'xml':
      return indentedXml(text, INDENT);
    case 'none':
    case 'php':
      return text;
  }
}

const INDENT = '  ';

export function mediaTypeOf({ callback, encoding }: Envelope): string {
  const isScript = callback !== undefined;
  return `${isScript ? 'text/javascript' : mediaTypes[encoding]}; charset=utf-8`;
}

const mediaTypes: Readonly<Record<Encoding, string>> = {
  json: 'application/json',
  none: 'text/plain',
  php: 'application/vnd.php.serialized',
  xml: 'text/xml',
};

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
