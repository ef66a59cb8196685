/**
 * Site settings: what one wiki decides for itself, as a document with a history.
 *
 * No code names `P31`: the ids that play a role are found here, by role. A store without settings
 * works with `defaultSiteSettings`, in which no role is filled.
 */
import type { SoftwareTag } from '../change-tags.ts';
import { datatypes } from '../../datatypes.ts';
import type { Datatype } from '../../datatypes.ts';
import type { ItemId, PropertyId } from '../entity-id.ts';

/** The document that holds them. */
export const SITE_SETTINGS_ID = 'Site:Settings';

export interface Site {
  /** Global id, as in sitelinks: `enwiki`. */
  readonly id: string;
  /** `wikipedia`, `wikisource` … `undefined` where the site stands alone. */
  readonly group: string | undefined;
  readonly language: string;
  /** URL of a page, with `$1` for the encoded title. */
  readonly pageUrl: string;
  /** URL of its Action API, which is asked whether a page is there. */
  readonly api?: string;
}

export interface UnitConversion {
  /** Decimal text: how many base units one of this unit is. */
  readonly factor: string;
  readonly base: ItemId;
}

/** Namespaces by kind of document; the names are prefixes of page titles (`Property:P31`). */
export interface Namespace {
  readonly number: number;
  /** Empty for the main namespace. */
  readonly name: string;
}

/** When an account counts as known: then it may edit half-protected pages, and more often. */
export interface Autoconfirm {
  readonly days: number;
  readonly edits: number;
}

/** Which tags changes get. */
export interface TagRules {
  /** Whether people give only tags that are defined and active; else any that is well formed. */
  readonly onlyDefined: boolean;
  /** Those that the software does not give in this wiki. */
  readonly switchedOff: readonly SoftwareTag[];
}

export const propertyRoles = [
  'instanceOf',
  'subclassOf',
  'formatterUrl',
  'canonicalUriFormatter',
  'subjectItem',
  'propertyConstraint',
  'constraintStatus',
  'constraintException',
  'constraintScope',
  'constraintClass',
  'constraintRelation',
  'constraintItem',
  'constraintProperty',
  'formatAsRegex',
  'minimumValue',
  'maximumValue',
  'image',
  'coordinates',
  'referenceUrl',
  'statedIn',
  'retrieved',
  'sourcingCircumstances',
] as const;
export type PropertyRole = (typeof propertyRoles)[number];

export const itemRoles = [
  'mandatoryConstraint',
  'suggestionConstraint',
  'singleValueConstraint',
  'distinctValuesConstraint',
  'formatConstraint',
  'typeConstraint',
  'valueTypeConstraint',
  'allowedUnitsConstraint',
  'rangeConstraint',
  'oneOfConstraint',
  'itemRequiresStatementConstraint',
  'allowedQualifiersConstraint',
  'requiredQualifierConstraint',
  'circa',
] as const;
export type ItemRole = (typeof itemRoles)[number];

export interface SiteSettings {
  readonly type: 'site-settings';
  readonly id: typeof SITE_SETTINGS_ID;
  /** Language code → name of the wiki. */
  readonly name: ReadonlyMap<string, string>;
  /** URL or path of the logo; `undefined` shows the built-in one. */
  readonly logo: string | undefined;
  readonly defaultLanguage: string;
  readonly sites: readonly Site[];
  /** URL of the Action API of the wiki where media files lie, which is asked whether one is there. */
  readonly mediaApi: string | undefined;
  /** Items that may be a badge of a sitelink. */
  readonly badges: readonly ItemId[];
  /** Unit item → conversion into its base unit. */
  readonly units: ReadonlyMap<ItemId, UnitConversion>;
  /** A kind of entity that has none is not part of the wiki. */
  readonly namespaces: ReadonlyMap<string, Namespace>;
  readonly properties: ReadonlyMap<PropertyRole, PropertyId>;
  readonly items: ReadonlyMap<ItemRole, ItemId>;
  readonly autoconfirm: Autoconfirm;
  readonly tags: TagRules;
}

/** Kinds of entities that a wiki can do without: then it has no namespace for them. */
export const dispensableKinds = ['lexeme', 'entity-schema'] as const;

export function isDispensable(kind: string): boolean {
  return dispensableKinds.some((each) => each === kind);
}

/**
 * Whether a kind of page, or type of entity, is part of this wiki: whoever offers, names or makes one
 * asks here. Where it is not, there is no page of it, as settings cannot leave out what there is.
 */
export function hasKind({ namespaces }: Pick<SiteSettings, 'namespaces'>, kind: string): boolean {
  const ofPage = kind === 'form' || kind === 'sense' ? 'lexeme' : kind;
  return namespaces.has(ofPage) || !isDispensable(ofPage);
}

/** The datatypes that a property can have: those of entities, of the types that there are. */
export function datatypesOn(site: Pick<SiteSettings, 'namespaces'>): readonly Datatype[] {
  return datatypes.filter((datatype) => hasKind(site, datatype.replace('wikibase-', '')));
}

export const defaultSiteSettings: SiteSettings = {
  type: 'site-settings',
  id: SITE_SETTINGS_ID,
  name: new Map([['mul', 'Sabir']]),
  logo: undefined,
  defaultLanguage: 'en',
  sites: [],
  mediaApi: undefined,
  badges: [],
  units: new Map(),
  namespaces: new Map([
    ['item', { number: 0, name: '' }],
    ['property', { number: 120, name: 'Property' }],
    ['lexeme', { number: 146, name: 'Lexeme' }],
    ['entity-schema', { number: 640, name: 'EntitySchema' }],
    ['rule', { number: 700, name: 'Rule' }],
    ['talk', { number: 1, name: 'Talk' }],
    ['user-page', { number: 2, name: 'User' }],
    ['saved-query', { number: 702, name: 'Query' }],
    ['interface-message', { number: 8, name: 'Message' }],
    ['site-settings', { number: 4, name: 'Site' }],
  ]),
  properties: new Map(),
  items: new Map(),
  autoconfirm: { days: 4, edits: 10 },
  tags: { onlyDefined: false, switchedOff: [] },
};
