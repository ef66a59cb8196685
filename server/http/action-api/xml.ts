/**
 * `format=xml`: an answer in version 1 as XML, in the way of MediaWiki: plain values are attributes,
 * objects elements, and the text of an element is what version 1 calls `*`.
 */
import type { JsonObject } from './module.ts';

export function xmlDocument(answer: JsonObject): string {
  return `<?xml version="1.0"?>${element('api', answer)}`;
}

function element(name: string, value: unknown): string {
  if (Array.isArray(value)) return tag(name, '', list(name, value));
  if (!isObject(value)) return tag(name, ' xml:space="preserve"', escape(String(value)));
  if (KEYED.has(name)) return tag(name, '', list(name, Object.values(value)));
  const members = Object.entries(value);
  const attributes = members.filter(([key, member]) => isPlain(member) && isName(key));
  const children = members.filter(([key, member]) => !isPlain(member) && isName(key));
  const unnamed = members.filter(([key]) => !isName(key) && key !== TEXT);
  const text = typeof value[TEXT] === 'string' ? value[TEXT] : undefined;
  return tag(
    name,
    attributes.map(([key, member]) => ` ${key}="${escape(String(member))}"`).join('') +
      (text === undefined ? '' : ' xml:space="preserve"'),
    (text === undefined ? '' : escape(text)) +
      children.map(([key, member]) => element(key, member)).join('') +
      unnamed
        .map(([key, member]) => tag('entry', ` name="${escape(key)}"`, element('value', member)))
        .join(''),
  );
}

const TEXT = '*';

function list(name: string, entries: readonly unknown[]): string {
  return entries.map((entry) => element(entryName(name), entry)).join('');
}

/** Where the plural does not tell. */
const ENTRY_NAMES: Readonly<Record<string, string>> = {
  aliases: 'alias',
  allpages: 'p',
  allrevisions: 'page',
  allusers: 'u',
  backlinks: 'bl',
  claims: 'property',
  entities: 'entity',
  logevents: 'item',
  namespaces: 'ns',
  recentchanges: 'rc',
  redirects: 'r',
  revisions: 'rev',
  search: 'p',
  usercontribs: 'item',
  watchlist: 'item',
};

function entryName(name: string): string {
  return ENTRY_NAMES[name] ?? (name.endsWith('s') ? name.slice(0, -1) : 'entry');
}

/** Objects whose keys the entries themselves repeat, or that are only there to find them. */
const KEYED: ReadonlySet<string> = new Set([
  'aliases',
  'badrevids',
  'claims',
  'descriptions',
  'entities',
  'labels',
  'namespaces',
  'pages',
  'sitelinks',
]);

function tag(name: string, attributes: string, content: string): string {
  return content === '' ? `<${name}${attributes} />` : `<${name}${attributes}>${content}</${name}>`;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function isName(key: string): boolean {
  return /^[A-Za-z_][\w.-]*$/.test(key);
}

/** A character that no XML may hold is replaced. */
function escape(text: string): string {
  return text
    .replaceAll(UNFIT, '\u{FFFD}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\t', '&#9;');
}

const UNFIT = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
