/**
 * `format=xml`: an answer in version 1 as XML, in the way of MediaWiki: plain values are attributes,
 * objects elements, and the text of an element is what version 1 calls `*`.
 */
import type { JsonObject } from './module.ts';

export function xmlDocument(answer: JsonObject): string {
  return `<?xml version="1.0"?>${element('api', answer)}`;
}

/** A document of ours with an element a line. Within its texts there is no `<` and no `>`. */
export function indentedXml(document: string, indent: string): string {
  let depth = 0;
  const lines = document.replaceAll(/(?<=>)(?=<)/g, '\n').split('\n');
  return lines.map(indented).join('\n');

  function indented(line: string): string {
    const closed = count(line, /<\//g);
    const opened = count(line, /<[^/?]/g) - count(line, /\/>/g);
    const shown = `${indent.repeat(line.startsWith('</') ? depth - 1 : depth)}${line}`;
    depth += opened - closed;
    return shown;
  }
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function element(name: string, value: unknown): string {
  if (Array.isArray(value)) return tag(name, '', list(name, value));
  if (!isObject(value)) return tag(name, '', escape(String(value)));
  if (KEYED.has(name)) return tag(name, '', list(name, Object.values(value)));
  const members = Object.entries(value);
  const attributes = members.filter(([key, member]) => isPlain(member) && isName(key));
  const children = members.filter(([key, member]) => !isPlain(member) && isName(key));
  const unnamed = members.filter(([key]) => !isName(key) && key !== TEXT);
  const text = typeof value[TEXT] === 'string' ? value[TEXT] : undefined;
  const written = attributes.map(([key, member]) => ` ${key}="${escape(String(member))}"`).join('');
  const content =
    children.map(([key, member]) => element(key, member)).join('') +
    unnamed
      .map(([key, member]) => tag('entry', ` name="${escape(key)}"`, element('value', member)))
      .join('');
  if (text === undefined) return tag(name, written, content);
  if (content === '') return tag(name, written + PRESERVED, escape(text));
  return tag(name, written, content + tag(textNames[name] ?? 'text', PRESERVED, escape(text)));
}

const PRESERVED = ' xml:space="preserve"';

/** Text beside elements is an element itself, under the name that version 2 has for it. */
const textNames: Readonly<Record<string, string>> = { api: 'docref', error: 'docref' };

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
