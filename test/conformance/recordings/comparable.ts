/**
 * Answers as they are compared: without the sentences of messages, which are every project's own.
 *
 * Codes stay, names of messages, and their parameters, but where a message is nothing but its one
 * parameter and this a sentence. PHP is compared as the JSON that it means, XML by its elements.
 */
import { readPhp } from '../../php.ts';

type JsonObject = { readonly [key: string]: Json };
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface Answer {
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: Json;
  readonly text?: string;
}

export function comparable<A extends Answer>(answer: A): A {
  const { headers = {}, json, text } = answer;
  if (json !== undefined) return { ...answer, json: quiet(json) };
  if (text === undefined) return answer;
  const [type] = (headers['content-type'] ?? '').split(';');
  if (type === 'text/xml') return { ...answer, text: quietXml(text) };
  return type === PHP ? { ...answer, json: quiet(readPhp(text) as Json) } : answer;
}

const PHP = 'application/vnd.php.serialized';

/** Where sentences stand: in an error, a list of errors, warnings and the failures of REST. */
function quiet(json: Json): Json {
  if (!isObject(json)) return json;
  const { code, messagecode, message } = json;
  if (typeof (code ?? messagecode) === 'string' && typeof message === 'string') {
    return { ...json, message: '~' };
  }
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => {
      if (key === 'docref' || key === 'messageTranslations') return [key, '~'];
      if (key === 'error' || key === 'errors' || key === 'warnings') return [key, silenced(value)];
      if (key === 'clientlogin') return [key, quiet(value)];
      return [key, key === 'results' || isObject(value) ? resultsWithout(value) : value];
    }),
  );
}

/** Each parsed value and each log-in brings the sentence of its own failure. */
function resultsWithout(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(resultsWithout);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) =>
      ['error-info', 'error-html', 'reason'].includes(key) ? [key, '~'] : [key, member],
    ),
  );
}

const SENTENCES = new Set(['info', '*', 'text', 'html', 'docref', 'warnings', 'message']);

function silenced(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(silenced);
  if (!isObject(value)) return value;
  if (saysItsParameter(value)) return { ...value, parameters: ['~'], html: '~' };
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (SENTENCES.has(key) && typeof member === 'string') return [key, '~'];
      // the reasons why two items could not be merged
      if (key === 'extradata' && Array.isArray(member)) return [key, member.map(() => '~')];
      return [key, silenced(member)];
    }),
  );
}

/** Whether a message is nothing but its one parameter, and this a sentence: not an id or a place. */
function saysItsParameter({ name, parameters, html }: JsonObject): boolean {
  if (typeof name !== 'string' || !Array.isArray(parameters) || parameters.length !== 1) {
    return false;
  }
  const [parameter] = parameters as readonly Json[];
  if (typeof parameter !== 'string' || !/\S\s+\S/.test(parameter)) return false;
  const said = isObject(html ?? null) ? (html as JsonObject)['*'] : html;
  return typeof said === 'string' && htmlAsText(said) === parameter;
}

const CHARACTERS: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lt: '<',
  quot: '"',
};

function htmlAsText(html: string): string {
  return html.replaceAll(/&(\w+);/g, (entity, name: string) => CHARACTERS[name] ?? entity);
}

/** An element a line: where each language has an element, their order says nothing. */
function quietXml(document: string): string {
  return document
    .replaceAll(/(?<= info=")[^"]*/g, '~')
    .replaceAll(/(?<=<(html|docref)\b[^>]*>)[^<]*/g, '~')
    .replaceAll(/(?<=<warnings>).*?(?=<\/warnings>)/g, (warnings) =>
      warnings.replaceAll(/(?<=>)[^<]+/g, '~'),
    )
    .replaceAll('><', '>\n<');
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
