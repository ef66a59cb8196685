/**
 * The site settings of a new wiki: `seeds/site-settings.json`, in which families of sites are
 * written once with the codes of their languages, and the conversions that the unit items state.
 */
import { isItemId, type ItemId, type PropertyId } from '../../../schema/model/entity-id.ts';
import type { Item } from '../../../schema/model/entity.ts';
import { readSiteSettings } from '../../../schema/model/documents/site-settings-json.ts';
import type {
  Site,
  SiteSettings,
  UnitConversion,
} from '../../../schema/model/documents/site-settings.ts';
import { SeedError } from './table.ts';

interface SettingsSeed {
  readonly siteFamilies: readonly SiteFamily[];
  /** The property that says how many base units a unit is. */
  readonly unitConversion: PropertyId;
  readonly settings: object;
}

interface SiteFamily {
  readonly group?: string;
  /** `$code` stands for the language's part of the address. */
  readonly id: string;
  readonly pageUrl: string;
  /** Parted by blanks; `nan=zh-min-nan` where the code of the site is not that of the language. */
  readonly codes: string;
}

const PLACE = 'site-settings.json';

export function readSettings(
  json: string,
  items: readonly Item[],
  conceptBase: string,
): SiteSettings {
  const seed = JSON.parse(json) as SettingsSeed;
  const read = readSiteSettings(seed.settings);
  if (!read.ok) throw new SeedError(PLACE, JSON.stringify(read.failures));
  return {
    ...read.value,
    sites: [...read.value.sites, ...seed.siteFamilies.flatMap(sitesOf)],
    units: unitsOf(items, seed.unitConversion, conceptBase),
  };
}

function sitesOf({ group, id, pageUrl, codes }: SiteFamily): Site[] {
  return codes.split(' ').map((entry) => {
    const [language = '', code = language] = entry.split('=');
    return {
      // Global ids are names of databases, which have no hyphens.
      id: id.replace('$code', code.replaceAll('-', '_')),
      group,
      language,
      pageUrl: pageUrl.replace('$code', code),
    };
  });
}

function unitsOf(
  items: readonly Item[],
  conversion: PropertyId,
  conceptBase: string,
): Map<ItemId, UnitConversion> {
  return new Map(
    items.flatMap(({ id, statements }) => {
      const snak = statements.find(({ mainSnak }) => mainSnak.property === conversion)?.mainSnak;
      if (snak?.kind !== 'value' || snak.value.type !== 'quantity') return [];
      const base = snak.value.unit.slice(conceptBase.length) as ItemId;
      if (!isItemId(base)) throw new SeedError(PLACE, `${id} converts to no unit`);
      return [[id, { factor: snak.value.amount.replace('+', ''), base }] as const];
    }),
  );
}
