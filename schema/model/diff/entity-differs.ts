/** What can change in items, properties and lexemes, part by part. */
import type { Datatype } from '../../datatypes.ts';
import type { Form, Item, Lexeme, Property, Sense, SiteLink } from '../entity.ts';
import type { ItemId } from '../entity-id.ts';
import { referenceHash, snakHash } from '../hash.ts';
import type { Snak } from '../snak.ts';
import type { Rank, Reference, Statement } from '../statement.ts';
import {
  formFromStored,
  senseFromStored,
  storedForm,
  storedSense,
  type StoredForm,
  type StoredSense,
} from '../stored-entity.ts';
import {
  counter,
  optional,
  unlessEqual,
  whole,
  wholeOrAbsent,
  type Differ,
  type Replacement,
} from './differ.ts';
import { alike, listOf, textList, type ListDiff } from './list-differ.ts';
import { mapOf, type MapDiff } from './map-differ.ts';
import { recordOf } from './record-differ.ts';

/** Keyed by language. */
export type TermsDiff = MapDiff<Replacement<string>>;
export type AliasesDiff = MapDiff<ListDiff<string>>;

export interface StatementDiff {
  readonly mainSnak?: Replacement<Snak>;
  readonly rank?: Replacement<Rank>;
  /** Keyed by the hash of the snak. */
  readonly qualifiers?: ListDiff<Snak>;
  /** Keyed by hash; a reference that only changed the order of its snaks is `changed`. */
  readonly references?: ListDiff<Reference, Replacement<Reference>>;
}

/** Keyed by statement id. */
export type StatementsDiff = ListDiff<Statement, StatementDiff>;

export interface SiteLinkDiff {
  readonly title?: Replacement<string>;
  readonly badges?: ListDiff<ItemId>;
}

export interface FingerprintDiff {
  readonly labels?: TermsDiff;
  readonly descriptions?: TermsDiff;
  readonly aliases?: AliasesDiff;
}

export interface ItemDiff extends FingerprintDiff {
  readonly statements?: StatementsDiff;
  /** Keyed by site. */
  readonly siteLinks?: MapDiff<SiteLinkDiff>;
}

export interface PropertyDiff extends FingerprintDiff {
  readonly datatype?: Replacement<Datatype>;
  readonly statements?: StatementsDiff;
}

export interface FormDiff {
  readonly representations?: TermsDiff;
  readonly grammaticalFeatures?: ListDiff<ItemId>;
  readonly statements?: StatementsDiff;
}

export interface SenseDiff {
  readonly glosses?: TermsDiff;
  readonly statements?: StatementsDiff;
}

export interface LexemeDiff {
  readonly lemmas?: TermsDiff;
  readonly lexicalCategory?: Replacement<ItemId>;
  readonly language?: Replacement<ItemId>;
  readonly statements?: StatementsDiff;
  /** Keyed by form id. */
  readonly forms?: ListDiff<StoredForm, FormDiff>;
  /** Keyed by sense id. */
  readonly senses?: ListDiff<StoredSense, SenseDiff>;
  readonly nextFormNumber?: Replacement<number>;
  readonly nextSenseNumber?: Replacement<number>;
}

const terms: Differ<ReadonlyMap<string, string>, TermsDiff> = mapOf(wholeOrAbsent<string>());

const aliases: Differ<ReadonlyMap<string, readonly string[]>, AliasesDiff> = mapOf(
  optional(textList<string>(), [], (list) => list.length > 0),
);

/** For lists of what is plain data already. */
function plainListOf<Part, Change>(
  keyOf: (part: Part) => string,
  differ: Differ<Part, Change>,
  arrange: (parts: readonly Part[]) => readonly Part[] = (parts) => parts,
): Differ<readonly Part[], ListDiff<Part, Change>> {
  const asIs = (part: Part): Part => part;
  return listOf({ keyOf, differ, toPlain: asIs, fromPlain: asIs, arrange });
}

function groupedBy<Part>(keyOf: (part: Part) => string): (parts: readonly Part[]) => Part[] {
  return (parts) => [...Map.groupBy(parts, keyOf).values()].flat();
}

const statement = recordOf<Statement, StatementDiff>({
  mainSnak: whole(),
  rank: whole(),
  qualifiers: unlessEqual(
    plainListOf<Snak, never>(
      snakHash,
      alike(),
      groupedBy(({ property }) => property),
    ),
  ),
  references: unlessEqual(plainListOf(referenceHash, whole<Reference>())),
});

const statements = plainListOf(
  ({ id }: Statement) => id,
  statement,
  groupedBy(({ mainSnak }) => mainSnak.property),
);

type LinkTarget = Omit<SiteLink, 'site'>;

const noLink = { title: undefined, badges: [] } as unknown as LinkTarget;

const linkTargets = mapOf<string, LinkTarget, SiteLinkDiff>(
  optional(
    recordOf<LinkTarget, SiteLinkDiff>({ title: whole(), badges: textList() }),
    noLink,
    (link) => link !== noLink && link.title !== undefined,
  ),
);

/** The site is the key already: a new link gets it back from there. */
const siteLinks: Differ<ReadonlyMap<string, SiteLink>, MapDiff<SiteLinkDiff>> = {
  diff: (before, after) => linkTargets.diff(before, after),
  patch: (links, changes, tally) =>
    new Map(
      [...linkTargets.patch(links, changes, tally)].map(([site, { title, badges }]) => [
        site,
        { site, title, badges },
      ]),
    ),
  invert: (changes) => linkTargets.invert(changes),
  count: (changes) => linkTargets.count(changes),
};

const fingerprint = { labels: terms, descriptions: terms, aliases };

export const itemDiffer = recordOf<Item, ItemDiff>({ ...fingerprint, statements, siteLinks });

export const propertyDiffer = recordOf<Property, PropertyDiff>({
  ...fingerprint,
  datatype: whole(),
  statements,
});

export const lexemeDiffer = recordOf<Lexeme, LexemeDiff>({
  lemmas: terms,
  lexicalCategory: whole(),
  language: whole(),
  statements,
  forms: listOf<Form, StoredForm, FormDiff>({
    keyOf: ({ id }) => id,
    differ: recordOf<Form, FormDiff>({
      representations: terms,
      grammaticalFeatures: textList(),
      statements,
    }),
    toPlain: storedForm,
    fromPlain: formFromStored,
  }),
  senses: listOf<Sense, StoredSense, SenseDiff>({
    keyOf: ({ id }) => id,
    differ: recordOf<Sense, SenseDiff>({ glosses: terms, statements }),
    toPlain: storedSense,
    fromPlain: senseFromStored,
  }),
  nextFormNumber: counter,
  nextSenseNumber: counter,
});
