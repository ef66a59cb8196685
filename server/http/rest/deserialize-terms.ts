/**
 * The JSON of the REST API → terms and sitelinks. Whether the languages, sites and texts are ones
 * that we take is for the edit to say.
 */
import { failure } from '../../../schema/failures.ts';
import { isItemId, parseEntityId } from '../../../schema/model/entity-id.ts';
import type { ItemId } from '../../../schema/model/entity-id.ts';
import type { Aliases, SiteLink, Terms } from '../../../schema/model/entity.ts';
import { readEntries, readList, readObject, readText } from '../../../schema/model/json/reading.ts';
import type { Reading } from '../../../schema/model/json/reading.ts';

/** A text without the space around it. */
export function readTerm(json: unknown, reading: Reading): string | undefined {
  return readText(json, reading)?.trim();
}

export function readTerms(json: unknown, reading: Reading): Terms {
  const terms = new Map<string, string>();
  readEntries(json, reading, (language, entry) => {
    const text = readTerm(entry, reading);
    if (text !== undefined) terms.set(language, text);
  });
  return terms;
}

/** Each alias once; a language that has none left is left out. */
export function readAliases(json: unknown, reading: Reading): Aliases {
  const aliases = new Map<string, readonly string[]>();
  readEntries(json, reading, (language, entry) => {
    const texts = readList(entry, reading, readTerm) ?? [];
    if (texts.length > 0) aliases.set(language, [...new Set(texts)]);
  });
  return aliases;
}

export function readSiteLinks(json: unknown, reading: Reading): ReadonlyMap<string, SiteLink> {
  const links = new Map<string, SiteLink>();
  readEntries(json, reading, (site, entry) => {
    const link = readSiteLink(site, entry, reading);
    if (link !== undefined) links.set(site, link);
  });
  return links;
}

export function readSiteLink(site: string, json: unknown, reading: Reading): SiteLink | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const title = reading.at('title', object['title'], readTerm);
  const badges = reading.optional(object, 'badges', readBadges, []);
  if (title === undefined || badges === undefined) return undefined;
  return { site, title, badges };
}

function readBadges(json: unknown, reading: Reading): readonly ItemId[] | undefined {
  const badges = readList(json, reading, (entry): ItemId | undefined => {
    const id = typeof entry === 'string' ? parseEntityId(entry) : undefined;
    if (id !== undefined && isItemId(id)) return id;
    return reading.fail(failure('malformed-entity-id', { field: 'badges', value: String(entry) }));
  });
  return badges === undefined ? undefined : [...new Set(badges)];
}
