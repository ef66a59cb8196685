/** Wikibase's JSON → terms, aliases and sitelinks. */
import { failure } from '../../failures.ts';
import type { Aliases, SiteLink, Terms } from '../entity.ts';
import { isItemId, type ItemId } from '../entity-id.ts';
import { readEntityId } from './read-data-value.ts';
import {
  agrees,
  readEntries,
  readKeyed,
  readList,
  readObject,
  readText,
  type Reading,
} from './reading.ts';

interface Term {
  readonly language: string;
  readonly value: string;
}

function term(json: unknown, reading: Reading): Term | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const language = reading.at('language', object['language'], readText);
  const value = reading.at('value', object['value'], readText);
  return language === undefined || value === undefined ? undefined : { language, value };
}

export function terms(json: unknown, reading: Reading): Terms {
  const list = readKeyed(json, reading, term, ({ language }) => language);
  return new Map(list.map(({ language, value }) => [language, value]));
}

/** Aliases that occur twice in a language are one. */
export function aliases(json: unknown, reading: Reading): Aliases {
  const byLanguage = new Map<string, string[]>();
  const add = ({ language, value }: Term): void => {
    const values = byLanguage.get(language);
    if (values === undefined) byLanguage.set(language, [value]);
    else if (!values.includes(value)) values.push(value);
  };
  if (Array.isArray(json)) readList(json, reading, term)?.forEach(add);
  else {
    readEntries(json, reading, (key, group) => {
      readList(group, reading, (entry) => {
        const found = term(entry, reading);
        if (found !== undefined && agrees(key, found.language, reading)) add(found);
        return found;
      });
    });
  }
  return byLanguage;
}

export function itemId(json: unknown, reading: Reading): ItemId | undefined {
  const id = readEntityId(json, reading);
  if (id === undefined || isItemId(id)) return id;
  return reading.fail(failure('entity-type-mismatch', { id, expected: 'item' }));
}

export function itemIds(json: unknown, reading: Reading): readonly ItemId[] | undefined {
  const ids = readList(json, reading, itemId);
  return ids === undefined ? undefined : [...new Set(ids)];
}

function siteLink(json: unknown, reading: Reading): SiteLink | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const site = reading.at('site', object['site'], readText);
  const title = reading.at('title', object['title'], readText);
  const badges = reading.optional(object, 'badges', itemIds, []);
  if (site === undefined || title === undefined || badges === undefined) return undefined;
  return { site, title, badges };
}

export function siteLinks(json: unknown, reading: Reading): ReadonlyMap<string, SiteLink> {
  const links = readKeyed(json, reading, siteLink, ({ site }) => site);
  return new Map(links.map((link) => [link.site, link]));
}
