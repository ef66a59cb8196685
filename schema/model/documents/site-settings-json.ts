/**
 * Site settings ⇄ JSON, strictly: a misspelt role or an unknown member is a failure, since it
 * would otherwise switch something off in silence. What is left out is as by default.
 */
import { failure, type Result } from '../../failures.ts';
import { softwareTags } from '../change-tags.ts';
import type { ItemId } from '../entity-id.ts';
import { readPropertyId } from '../json/read-statement.ts';
import { itemId, itemIds } from '../json/read-terms.ts';
import {
  readEntries,
  readFlag,
  readInteger,
  readList,
  readObject,
  readText,
  readWhole,
  wrongType,
  type JsonObject,
  type PartReader,
  type Reading,
} from '../json/reading.ts';
import { mapFromStored, sortedObject } from '../stored-entity.ts';
import {
  defaultSiteSettings,
  dispensableKinds,
  isDispensable,
  itemRoles,
  propertyRoles,
  SITE_SETTINGS_ID,
  type Autoconfirm,
  type Namespace,
  type Site,
  type SiteSettings,
  type TagRules,
  type UnitConversion,
} from './site-settings.ts';

export function readSiteSettings(json: unknown): Result<SiteSettings> {
  return readWhole(json, siteSettings);
}

function siteSettings(json: unknown, reading: Reading): SiteSettings | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const absent = defaultSiteSettings;
  refuseUnknown(object, Object.keys(absent), reading);
  reading.optional(object, 'type', only('site-settings'), '');
  reading.optional(object, 'id', only(SITE_SETTINGS_ID), '');

  const name = reading.optional(object, 'name', mapOf(readText, readText), absent.name);
  const logo = reading.optional(object, 'logo', logoAddress, undefined);
  const defaultLanguage = reading.optional(
    object,
    'defaultLanguage',
    readText,
    absent.defaultLanguage,
  );
  const sites = reading.optional(object, 'sites', siteList, absent.sites);
  const mediaApi = reading.optional(object, 'mediaApi', apiAddress, undefined);
  const badges = reading.optional(object, 'badges', itemIds, absent.badges);
  const units = reading.optional(object, 'units', mapOf(itemId, unitConversion), absent.units);
  const namespaces = reading.optional(object, 'namespaces', readNamespaces, absent.namespaces);
  const properties = reading.optional(
    object,
    'properties',
    mapOf(oneOf(propertyRoles), readPropertyId),
    absent.properties,
  );
  const items = reading.optional(object, 'items', mapOf(oneOf(itemRoles), itemId), absent.items);

  const autoconfirm = reading.optional(object, 'autoconfirm', readAutoconfirm, absent.autoconfirm);
  const tags = reading.optional(object, 'tags', readTagRules, absent.tags);

  const complete =
    name !== undefined &&
    defaultLanguage !== undefined &&
    sites !== undefined &&
    badges !== undefined &&
    units !== undefined &&
    namespaces !== undefined &&
    properties !== undefined &&
    items !== undefined &&
    autoconfirm !== undefined &&
    tags !== undefined;
  if (!complete) return undefined;
  return {
    type: 'site-settings',
    id: SITE_SETTINGS_ID,
    name,
    logo,
    defaultLanguage,
    sites,
    mediaApi,
    badges,
    units,
    namespaces,
    properties,
    items,
    autoconfirm,
    tags,
  };
}

function refuseUnknown(object: JsonObject, known: readonly string[], reading: Reading): void {
  for (const field of Object.keys(object).filter((key) => !known.includes(key))) {
    reading.at(field, undefined, () => reading.fail(failure('unknown-field', { field })));
  }
}

function only(text: string): PartReader<string> {
  return (json, reading) => (json === text ? text : wrongType(json, text, reading));
}

function oneOf<Name extends string>(names: readonly Name[]): PartReader<Name> {
  return (json, reading) => {
    const found = names.find((name) => name === json);
    return found ?? reading.fail(failure('unknown-field', { field: String(json) }));
  };
}

function mapOf<Key extends string, Value>(
  readKey: PartReader<Key>,
  readValue: PartReader<Value>,
): PartReader<ReadonlyMap<Key, Value>> {
  return (json, reading) => {
    const map = new Map<Key, Value>();
    readEntries(json, reading, (key, entry) => {
      const ownKey = readKey(key, reading);
      const value = readValue(entry, reading);
      if (ownKey !== undefined && value !== undefined) map.set(ownKey, value);
    });
    return map;
  };
}

/** A path of this site or an address elsewhere; `//` would lead elsewhere in disguise. */
function logoAddress(json: unknown, reading: Reading): string | undefined {
  const address = readText(json, reading);
  if (address === undefined) return undefined;
  const usable = /^(?:\/(?!\/)|https?:\/\/)[^\s;,]+$/u.test(address);
  return usable ? address : wrongType(json, 'path, or http or https URL', reading);
}

function siteList(json: unknown, reading: Reading): Site[] | undefined {
  const sites = readList(json, reading, site);
  const repeated = sites?.find(({ id }, at) => sites.findIndex((other) => other.id === id) < at);
  return repeated === undefined
    ? sites
    : reading.fail(failure('duplicate-key', { field: 'sites', key: repeated.id }));
}

function site(json: unknown, reading: Reading): Site | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  refuseUnknown(object, ['id', 'group', 'language', 'pageUrl', 'api'], reading);
  const id = reading.at('id', object['id'], readText);
  const group = reading.optional(object, 'group', readText, undefined);
  const language = reading.at('language', object['language'], readText);
  const pageUrl = reading.at('pageUrl', object['pageUrl'], urlPattern);
  const api = reading.optional(object, 'api', apiAddress, undefined);
  if (id === undefined || language === undefined || pageUrl === undefined) return undefined;
  return { id, group, language, pageUrl, ...(api === undefined ? {} : { api }) };
}

/** Without a password: everybody reads the settings. */
function apiAddress(json: unknown, reading: Reading): string | undefined {
  const address = readText(json, reading);
  if (address === undefined) return undefined;
  const url = URL.parse(address);
  const usable =
    url !== null && /^https?:$/.test(url.protocol) && url.username + url.password + url.hash === '';
  return usable ? address : wrongType(json, 'http or https URL', reading);
}

function urlPattern(json: unknown, reading: Reading): string | undefined {
  const pattern = readText(json, reading);
  if (pattern === undefined) return undefined;
  return /^https?:\/\/.*\$1/u.test(pattern)
    ? pattern
    : wrongType(json, 'http or https URL with $1', reading);
}

const FACTOR = /^\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

function unitConversion(json: unknown, reading: Reading): UnitConversion | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const factor = reading.at('factor', object['factor'], (text) =>
    typeof text === 'string' && FACTOR.test(text) ? text : wrongType(text, 'decimal', reading),
  );
  const base: ItemId | undefined = reading.at('base', object['base'], itemId);
  return factor === undefined || base === undefined ? undefined : { factor, base };
}

/** `null` leaves a kind out. */
function readNamespaces(json: unknown, reading: Reading): SiteSettings['namespaces'] {
  const namespaces = new Map(defaultSiteSettings.namespaces);
  const readKind = oneOf([...namespaces.keys()]);
  readEntries(json, reading, (key, entry) => {
    const kind = readKind(key, reading);
    if (kind === undefined) return;
    if (entry === null && isDispensable(kind)) {
      namespaces.delete(kind);
      return;
    }
    const read = namespace(entry, reading);
    if (read !== undefined) namespaces.set(kind, read);
  });
  return namespaces;
}

function namespace(json: unknown, reading: Reading): Namespace | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const number = reading.at('number', object['number'], readInteger);
  const name = reading.at('name', object['name'], readText);
  return number === undefined || name === undefined ? undefined : { number, name };
}

function readAutoconfirm(json: unknown, reading: Reading): Autoconfirm | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  refuseUnknown(object, ['days', 'edits'], reading);
  const days = reading.at('days', object['days'], notNegative);
  const edits = reading.at('edits', object['edits'], notNegative);
  return days === undefined || edits === undefined ? undefined : { days, edits };
}

function readTagRules(json: unknown, reading: Reading): TagRules | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const absent = defaultSiteSettings.tags;
  refuseUnknown(object, Object.keys(absent), reading);
  const onlyDefined = reading.optional(object, 'onlyDefined', readFlag, absent.onlyDefined);
  const names = reading.optional(
    object,
    'switchedOff',
    (list) => readList(list, reading, oneOf(softwareTags)),
    absent.switchedOff,
  );
  return onlyDefined === undefined || names === undefined
    ? undefined
    : { onlyDefined, switchedOff: [...new Set(names)].toSorted() };
}

function notNegative(json: unknown, reading: Reading): number | undefined {
  const number = readInteger(json, reading);
  return number === undefined || number >= 0 ? number : wrongType(json, '0 or more', reading);
}

/** What `readSiteSettings` reads; the members always in the same order. */
export function siteSettingsJson(settings: SiteSettings): object {
  return {
    type: settings.type,
    id: settings.id,
    name: sortedObject(settings.name, (text) => text) ?? {},
    logo: settings.logo,
    defaultLanguage: settings.defaultLanguage,
    sites: settings.sites.map(({ id, group, language, pageUrl, api }) => ({
      id,
      group,
      language,
      pageUrl,
      api,
    })),
    mediaApi: settings.mediaApi,
    badges: settings.badges,
    units: sortedObject(settings.units, ({ factor, base }) => ({ factor, base })) ?? {},
    namespaces: namespacesJson(settings),
    properties: sortedObject(settings.properties, (id) => id) ?? {},
    items: sortedObject(settings.items, (id) => id) ?? {},
    autoconfirm: settings.autoconfirm,
    tags: settings.tags,
  };
}

function namespacesJson({ namespaces }: SiteSettings): object {
  const leftOut = dispensableKinds.filter((kind) => !namespaces.has(kind));
  const all = new Map<string, Namespace | null>([
    ...namespaces,
    ...leftOut.map((kind) => [kind, null] as const),
  ]);
  return sortedObject(all, (own) => own && { number: own.number, name: own.name }) ?? {};
}

/** The inverse of `siteSettingsJson`; `json` is trusted. */
export function siteSettingsFromStored(json: unknown): SiteSettings {
  const stored = json as StoredSiteSettings;
  return {
    type: 'site-settings',
    id: SITE_SETTINGS_ID,
    name: mapFromStored(stored.name),
    logo: stored.logo,
    defaultLanguage: stored.defaultLanguage,
    sites: stored.sites.map((entry) => ({ ...entry, group: entry.group })),
    mediaApi: stored.mediaApi,
    badges: stored.badges,
    units: mapFromStored(stored.units) as SiteSettings['units'],
    namespaces: new Map(
      [...mapFromStored(stored.namespaces)].filter(
        (entry): entry is [string, Namespace] => entry[1] !== null,
      ),
    ),
    properties: mapFromStored(stored.properties) as SiteSettings['properties'],
    items: mapFromStored(stored.items) as SiteSettings['items'],
    autoconfirm: stored.autoconfirm ?? defaultSiteSettings.autoconfirm,
    tags: stored.tags ?? defaultSiteSettings.tags,
  };
}

/** What was stored before a setting existed lacks it. */
type StoredSiteSettings = Omit<StoredSettings, 'autoconfirm' | 'tags'> &
  Partial<Pick<StoredSettings, 'autoconfirm' | 'tags'>>;

type StoredSettings = {
  readonly [Key in keyof SiteSettings]: Key extends 'namespaces'
    ? Record<string, Namespace | null>
    : SiteSettings[Key] extends ReadonlyMap<string, infer Value>
      ? Record<string, Value>
      : SiteSettings[Key];
};
