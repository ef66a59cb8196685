/** What can change in pages that are not entities: site settings and pages of text. */
import type {
  Autoconfirm,
  Namespace,
  Site,
  SiteSettings,
  TagRules,
  UnitConversion,
} from '../documents/site-settings.ts';
import type { TextPage } from '../documents/text-pages.ts';
import type { ItemId, PropertyId } from '../entity-id.ts';
import { whole, wholeOrAbsent, type Replacement } from './differ.ts';
import { listOf, textList, type ListDiff } from './list-differ.ts';
import { mapOf, type MapDiff } from './map-differ.ts';
import { recordOf } from './record-differ.ts';

export interface TextPageDiff {
  readonly text?: Replacement<string>;
}

export const textPageDiffer = recordOf<TextPage, TextPageDiff>({ text: whole() });

export interface SiteSettingsDiff {
  readonly name?: MapDiff<Replacement<string>>;
  readonly logo?: Replacement<string>;
  readonly defaultLanguage?: Replacement<string>;
  /** Keyed by site id. */
  readonly sites?: ListDiff<Site, Replacement<Site>>;
  readonly mediaApi?: Replacement<string>;
  readonly badges?: ListDiff<ItemId>;
  readonly units?: MapDiff<Replacement<UnitConversion>>;
  readonly namespaces?: MapDiff<Replacement<Namespace>>;
  readonly properties?: MapDiff<Replacement<PropertyId>>;
  readonly items?: MapDiff<Replacement<ItemId>>;
  readonly autoconfirm?: Replacement<Autoconfirm>;
  readonly tags?: Replacement<TagRules>;
}

export const siteSettingsDiffer = recordOf<SiteSettings, SiteSettingsDiff>({
  name: mapOf(wholeOrAbsent()),
  logo: wholeOrAbsent<string>(),
  defaultLanguage: whole(),
  sites: listOf({
    keyOf: ({ id }) => id,
    differ: whole<Site>(),
    toPlain: (site) => site,
    fromPlain: (site) => site,
  }),
  mediaApi: wholeOrAbsent<string>(),
  badges: textList(),
  units: mapOf(wholeOrAbsent<UnitConversion>()),
  namespaces: mapOf(wholeOrAbsent<Namespace>()),
  properties: mapOf(wholeOrAbsent<PropertyId>()),
  items: mapOf(wholeOrAbsent<ItemId>()),
  autoconfirm: whole<Autoconfirm>(),
  tags: whole<TagRules>(),
});
