/**
 * Items in a line, for tests:
 *
 *     en=rhino | en~large animal | en+rhinoceros,nose horn | P1=x#1! [P2=y] {P3=z,P4=z} | enwiki:Rhino(Q7)
 *
 * A label, a description, aliases, a statement (number of its id, `!` preferred, `?` deprecated,
 * qualifiers, references), a sitelink with its badges. Values that look like an item are one,
 * `some` and `none` are the other kinds of snak; everything else is a string.
 */
import { parseItemId } from '../schema/model/entity-id.ts';
import type { ItemId, PropertyId } from '../schema/model/entity-id.ts';
import { emptyItem } from '../schema/model/entity.ts';
import type { Item, SiteLink } from '../schema/model/entity.ts';
import type { Snak } from '../schema/model/snak.ts';
import type { Rank, Statement, StatementId } from '../schema/model/statement.ts';

const RANK_SIGNS: Readonly<Record<Rank, string>> = { preferred: '!', normal: '', deprecated: '?' };
const ID_TAIL = '-0000-4000-8000-000000000000';

const STATEMENT = /^(P\d+=[^#[{!?]+?)(?:#(\d+))?([!?])?\s*(?:\[(.*?)\])?\s*((?:\{.*?\})*)$/;
const TERM = /^([a-z-]+)([=~+])(.*)$/;
const SITELINK = /^([a-z]+wiki):(.*?)(?:\((.*)\))?$/;

/** The id of the statement with this number in the notation. */
export function statementId(number: number, item: ItemId = 'Q1'): StatementId {
  return `${item}$${String(number).padStart(8, '0')}${ID_TAIL}`;
}

export function snakOf(text: string): Snak {
  const equals = text.indexOf('=');
  const property = text.slice(0, equals) as PropertyId;
  const value = text.slice(equals + 1);
  if (value === 'some') return { kind: 'somevalue', property };
  if (value === 'none') return { kind: 'novalue', property };
  const id = parseItemId(value);
  return {
    kind: 'value',
    property,
    value: id === undefined ? { type: 'string', value } : { type: 'wikibase-entityid', id },
  };
}

export function statementOf(text: string, item: ItemId = 'Q1', number = 0): Statement {
  const match = STATEMENT.exec(text);
  if (match === null) throw new Error(`no statement: ${text}`);
  const [, main = '', id, sign, qualifiers, references = ''] = match;
  return {
    id: statementId(Number(id ?? number), item),
    mainSnak: snakOf(main),
    rank: sign === '!' ? 'preferred' : sign === '?' ? 'deprecated' : 'normal',
    qualifiers: snaksOf(qualifiers),
    references: [...references.matchAll(/\{(.*?)\}/g)].map(([, snaks]) => ({
      snaks: snaksOf(snaks),
    })),
  };
}

export function itemOf(text: string, id: ItemId = 'Q1'): Item {
  const labels = new Map<string, string>();
  const descriptions = new Map<string, string>();
  const aliases = new Map<string, string[]>();
  const siteLinks = new Map<string, SiteLink>();
  const statements: Statement[] = [];
  for (const part of text.split(' | ').filter((each) => each !== '')) {
    const siteLink = SITELINK.exec(part);
    const term = TERM.exec(part);
    if (siteLink !== null) {
      const [, site = '', title = '', badges] = siteLink;
      siteLinks.set(site, { site, title, badges: (badges?.split(',') ?? []) as ItemId[] });
    } else if (term !== null) {
      const [, language = '', sign, value = ''] = term;
      if (sign === '+') aliases.set(language, value.split(','));
      else (sign === '=' ? labels : descriptions).set(language, value);
    } else {
      statements.push(statementOf(part, id, statements.length + 1));
    }
  }
  return { ...emptyItem(id), labels, descriptions, aliases, siteLinks, statements };
}

/** The notation of an item; ids that were made by chance are left out. */
export function textOf(item: Item): string {
  return [
    ...[...item.labels].map(([language, text]) => `${language}=${text}`),
    ...[...item.descriptions].map(([language, text]) => `${language}~${text}`),
    ...[...item.aliases].map(([language, texts]) => `${language}+${texts.join(',')}`),
    ...item.statements.map(statementText),
    ...[...item.siteLinks.values()].map(siteLinkText),
  ].join(' | ');
}

function statementText({ id, mainSnak, rank, qualifiers, references }: Statement): string {
  const number = id.endsWith(ID_TAIL)
    ? `#${Number(id.slice(id.indexOf('$') + 1).slice(0, 8))}`
    : '';
  const parts = [
    `${snakText(mainSnak)}${number}${RANK_SIGNS[rank]}`,
    ...(qualifiers.length > 0 ? [`[${qualifiers.map(snakText).join(',')}]`] : []),
    references.map(({ snaks }) => `{${snaks.map(snakText).join(',')}}`).join(''),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function siteLinkText({ site, title, badges }: SiteLink): string {
  return `${site}:${title}${badges.length > 0 ? `(${badges.join(',')})` : ''}`;
}

function snakText(snak: Snak): string {
  return `${snak.property}=${shownValue(snak)}`;
}

function shownValue(snak: Snak): string {
  if (snak.kind !== 'value') return snak.kind === 'somevalue' ? 'some' : 'none';
  const { value } = snak;
  if (value.type === 'string') return value.value;
  return value.type === 'wikibase-entityid' ? value.id : value.type;
}

function snaksOf(text: string | undefined): Snak[] {
  return text === undefined || text === '' ? [] : text.split(',').map(snakOf);
}
