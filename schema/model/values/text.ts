/** Values that are text: strings, identifiers, links, names of files and pages, texts in a language. */
import type { Datatype } from '../../datatypes.ts';
import { type Failure, failed, failure, type Result } from '../../failures.ts';
import type { EntityIdValue, MonolingualTextValue, StringValue } from '../data-value.ts';
import { type EntityType, entityTypeOf, parseEntityId } from '../entity-id.ts';
import { isMonolingualTextLanguage } from '../languages/languages.ts';
import { lengthInCodePoints } from './input-text.ts';
import type { ParseOptions } from './parse-options.ts';

/** Limits in code points. A wiki may allow more. */
export interface TextLimits {
  readonly string: number;
  readonly url: number;
  readonly monolingualText: number;
}

export const DEFAULT_TEXT_LIMITS: TextLimits = { string: 400, url: 500, monolingualText: 400 };

const LONGEST_FILE_NAME = 240;
const SHORTEST_URL = 2;

/** The datatypes whose values are strings. */
export type StringDatatype = Extract<
  Datatype,
  | 'string'
  | 'external-id'
  | 'url'
  | 'commonsMedia'
  | 'geo-shape'
  | 'tabular-data'
  | 'math'
  | 'musical-notation'
>;

export function parseString(datatype: StringDatatype, text: string): Result<StringValue> {
  const value = datatype === 'commonsMedia' ? fileNameIn(tidied(text)) : tidied(text);
  const failures = validateString(datatype, value, DEFAULT_TEXT_LIMITS);
  return failures.length === 0
    ? { ok: true, value: { type: 'string', value } }
    : failed(...failures);
}

/** NFC, without spaces and invisible marks at the edges, where pasting leaves them. */
function tidied(text: string): string {
  return text.normalize('NFC').replace(/^[\s\u200b\u2060\ufeff]+|[\s\u200b\u2060\ufeff]+$/gu, '');
}

/** What is wrong with a string of some datatype; empty where nothing is. */
export function validateString(
  datatype: StringDatatype,
  value: string,
  limits: TextLimits,
): readonly Failure[] {
  switch (datatype) {
    case 'url':
      return firstOf(
        () => checkText(value, limits.url),
        () => checkUrl(value),
      );
    case 'commonsMedia':
      return firstOf(
        () => checkText(value, LONGEST_FILE_NAME),
        () => checkFileName(value),
      );
    case 'geo-shape':
      return firstOf(
        () => checkText(value, limits.string),
        () => checkDataPage(value, '.map'),
      );
    case 'tabular-data':
      return firstOf(
        () => checkText(value, limits.string),
        () => checkDataPage(value, '.tab'),
      );
    case 'string':
    case 'external-id':
    case 'math':
    case 'musical-notation':
      return checkText(value, limits.string);
  }
}

function firstOf(...checks: readonly (() => readonly Failure[])[]): readonly Failure[] {
  for (const check of checks) {
    const failures = check();
    if (failures.length > 0) return failures;
  }
  return [];
}

/** Line breaks and tabs count among the control characters: a value is one line. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

function checkText(text: string, limit: number): readonly Failure[] {
  if (text === '') return [failure('value-empty', {})];
  const length = lengthInCodePoints(text);
  if (length > limit) return [failure('value-too-long', { limit, length })];
  if (CONTROL.test(text)) return [failure('value-has-control-character', { value: text })];
  return /^\s|\s$/u.test(text) ? [failure('value-has-edge-whitespace', { value: text })] : [];
}

/** A host must follow these two slashes. */
const HIERARCHICAL_SCHEMES = [
  'bzr',
  'cvs',
  'ftp',
  'git',
  'http',
  'https',
  'irc',
  'ircs',
  'ssh',
  'svn',
  'telnet',
];
const WITH_HOST = /^[^\s/?#<>"]+(?:[/?#][^\s<>"]*)?$/;
const MAIL_ADDRESS = /^[^\s@<>"]+@[^\s@<>"]+$/;

/** They turn the letters of an address about, so that it seems to lead elsewhere. */
const UNSEEN_IN_URL = /[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;

/** Never fetched, only looked at. What could run (`javascript:`, `data:`) is not on the list. */
function checkUrl(url: string): readonly Failure[] {
  const [, scheme = '', rest = ''] = /^([a-z][a-z\d+.-]*):(.*)$/is.exec(url) ?? [];
  const name = scheme.toLowerCase();
  if (url.length < SHORTEST_URL || scheme === '' || UNSEEN_IN_URL.test(url))
    return [failure('value-not-a-url', { value: url })];
  if (name === 'mailto') {
    return MAIL_ADDRESS.test(rest) ? [] : [failure('value-not-a-url', { value: url })];
  }
  if (!HIERARCHICAL_SCHEMES.includes(name))
    return [failure('value-bad-url-scheme', { scheme: name })];
  return rest.startsWith('//') && WITH_HOST.test(rest.slice(2))
    ? []
    : [failure('value-not-a-url', { value: url })];
}

/** An extension of two characters or more, and nothing that a page title cannot have. */
function checkFileName(name: string): readonly Failure[] {
  const isFileName = /^[^#/:<>[\]{|}]+\.[\p{L}\p{Nd}_]{2,}$/u.test(name);
  return isFileName ? [] : [failure('value-bad-file-name', { value: name })];
}

function checkDataPage(title: string, extension: '.map' | '.tab'): readonly Failure[] {
  const isTitle = /^Data:[^[\]#\\:{|}]+$/u.test(title) && title.endsWith(extension);
  return isTitle && title.length > `Data:${extension}`.length
    ? []
    : [failure('value-bad-page-name', { value: title, extension })];
}

/** The bare name of a file, also from `File:A b.jpg` and from a link to its page. */
function fileNameIn(text: string): string {
  const linked =
    /^https?:\/\/[^/]+\/wiki\/(?:File|Special:FilePath\/|Special:Redirect\/file\/):?([^?#]+)/i.exec(
      text,
    )?.[1];
  const name = linked === undefined ? text : decoded(linked);
  return name
    .replace(/^(?:File|Image):\s*/i, '')
    .replaceAll('_', ' ')
    .trim();
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // a stray percent sign: then it stands for itself
    return part;
  }
}

export function parseMonolingualText(
  text: string,
  options: ParseOptions,
): Result<MonolingualTextValue> {
  const language = options.textLanguage ?? options.language;
  const value: MonolingualTextValue = { type: 'monolingualtext', text: tidied(text), language };
  const failures = validateMonolingualText(value, DEFAULT_TEXT_LIMITS);
  return failures.length === 0 ? { ok: true, value } : failed(...failures);
}

export function validateMonolingualText(
  { text, language }: MonolingualTextValue,
  limits: TextLimits,
): readonly Failure[] {
  if (!isMonolingualTextLanguage(language)) {
    return [failure('value-unknown-language', { language })];
  }
  return checkText(text, limits.monolingualText);
}

export type EntityDatatype = Extract<Datatype, `wikibase-${string}` | 'entity-schema'>;

const TYPE_OF_DATATYPE: Readonly<Record<EntityDatatype, EntityType>> = {
  'wikibase-item': 'item',
  'wikibase-property': 'property',
  'wikibase-lexeme': 'lexeme',
  'wikibase-form': 'form',
  'wikibase-sense': 'sense',
  'entity-schema': 'entity-schema',
};

/** An id, also in a link, in brackets or after a namespace: `Q42`, `Property:P31`, `…/entity/Q42`. */
export function parseEntityReference(
  datatype: EntityDatatype,
  text: string,
): Result<EntityIdValue> {
  const plain = tidied(text).replace(/^\[\[(.+)\]\]$/, '$1');
  const id = parseEntityId(
    /^(?:https?:\/\/\S+\/|\p{L}+:)(?:\p{L}+:)?([^/:?#]+)$/u.exec(plain)?.[1] ?? plain,
  );
  if (id === undefined) return failed(failure('value-not-an-entity-id', { value: plain }));
  const value: EntityIdValue = { type: 'wikibase-entityid', id };
  const failures = validateEntityReference(datatype, value);
  return failures.length === 0 ? { ok: true, value } : failed(...failures);
}

/** Whether the id is of the datatype's kind; whether the entity exists is for the edit to find out. */
export function validateEntityReference(
  datatype: EntityDatatype,
  { id }: EntityIdValue,
): readonly Failure[] {
  const expected = TYPE_OF_DATATYPE[datatype];
  return entityTypeOf(id) === expected
    ? []
    : [failure('value-wrong-entity-type', { id, expected })];
}
