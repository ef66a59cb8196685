/** Titles and namespaces: how clients of MediaWiki name what we call by the id of a document. */
import { documentKind, documentKinds, kindOfId } from '../../schema/model/documents/kinds.ts';
import type { DocumentKind } from '../../schema/model/documents/kinds.ts';
import { hasKind } from '../../schema/model/documents/site-settings.ts';
import type { SiteSettings } from '../../schema/model/documents/site-settings.ts';

interface PageTitle {
  readonly ns: number;
  /** With the name of its namespace. */
  readonly title: string;
  /** What its page would be; `undefined` where there can be none: `Main Page`, `Special:Search`. */
  readonly documentId: string | undefined;
}

export interface TitleNamespace {
  readonly number: number;
  readonly name: string;
  /** The name that every wiki knows it by. */
  readonly canonical: string;
  readonly kind: DocumentKind | undefined;
}

/** Namespaces that every MediaWiki has, by number; programs build their tables on them. */
const STANDARD: readonly (readonly [number: number, canonical: string])[] = [
  [-2, 'Media'],
  [-1, 'Special'],
  [0, ''],
  [1, 'Talk'],
  [2, 'User'],
  [3, 'User talk'],
  [4, 'Project'],
  [5, 'Project talk'],
  [6, 'File'],
  [7, 'File talk'],
  [8, 'MediaWiki'],
  [9, 'MediaWiki talk'],
  [10, 'Template'],
  [11, 'Template talk'],
  [12, 'Help'],
  [13, 'Help talk'],
  [14, 'Category'],
  [15, 'Category talk'],
];

/**
 * What other wikis call the namespaces of their entities: read also where a kind has another one,
 * or the main one, like the addresses of pages.
 */
const NAMES_OF_KINDS: Readonly<Partial<Record<DocumentKind, string>>> = {
  item: 'Item',
  property: 'Property',
  lexeme: 'Lexeme',
  'entity-schema': 'EntitySchema',
};

const known = new WeakMap<SiteSettings, readonly TitleNamespace[]>();

/** By number. Where pages of a kind are, its name comes before the standard one. */
export function namespacesOf(site: SiteSettings): readonly TitleNamespace[] {
  const remembered = known.get(site);
  if (remembered !== undefined) return remembered;
  const all = new Map<number, TitleNamespace>(
    STANDARD.map(([number, canonical]) => [
      number,
      { number, name: canonical, canonical, kind: undefined },
    ]),
  );
  for (const { kind } of documentKinds) {
    const own = site.namespaces.get(kind);
    if (own === undefined) continue;
    const canonical = all.get(own.number)?.canonical ?? own.name;
    all.set(own.number, { ...own, canonical, kind });
    const talk = { number: own.number + 1, name: `${own.name} talk` };
    if (!all.has(talk.number)) {
      all.set(talk.number, { ...talk, canonical: talk.name, kind: undefined });
    }
  }
  const project = all.get(4)?.name;
  const projectTalk = all.get(5);
  if (project !== undefined && projectTalk !== undefined) {
    all.set(5, { ...projectTalk, name: `${project} talk` });
  }
  const namespaces = [...all.values()].toSorted((a, b) => a.number - b.number);
  known.set(site, namespaces);
  return namespaces;
}

/** The namespaces in which pages of these numbers can be, as kinds of documents. */
export function kindsIn(numbers: readonly number[], site: SiteSettings): DocumentKind[] {
  return namespacesOf(site).flatMap(({ number, kind }) =>
    kind !== undefined && numbers.includes(number) ? [kind] : [],
  );
}

export function titleOf(
  { documentId, kind }: { readonly documentId: string; readonly kind: DocumentKind },
  site: SiteSettings,
): { readonly ns: number; readonly title: string } {
  const { number, name } = site.namespaces.get(kind) ?? { number: 0, name: '' };
  const { numbered, prefix } = documentKind(kind);
  const text = numbered ? documentId : documentId.slice(prefix.length);
  return { ns: number, title: name === '' ? text : `${name}:${text}` };
}

const UNFIT = /[#<>[\]{|}\p{Cc}\u{FFFD}]/u;
const MOST_BYTES = 255;
/** However many blanks a title had, it would be no title. */
const MOST_CHARACTERS = 4 * MOST_BYTES;

/** `undefined` for what cannot be a title. Also reads the bare id of an entity. */
export function parseTitle(text: string, site: SiteSettings): PageTitle | undefined {
  if (text.length > MOST_CHARACTERS) return undefined;
  const spaced = text
    .replaceAll(/[_\s]+/g, ' ')
    .trim()
    .replace(/^: ?/, '');
  if (spaced === '' || UNFIT.test(spaced) || Buffer.byteLength(spaced) > MOST_BYTES) {
    return undefined;
  }
  const bare = kindOfId(spaced.toUpperCase());
  if (bare !== undefined && documentKind(bare).numbered && hasKind(site, bare)) {
    return {
      ...titleOf({ documentId: spaced.toUpperCase(), kind: bare }, site),
      documentId: spaced.toUpperCase(),
    };
  }
  const [, prefix = '', rest = ''] = /^([^:]*?) ?: ?(.*)$/.exec(spaced) ?? [];
  const namespace = prefix === '' ? undefined : namespaceNamed(prefix, site);
  if (namespace === undefined) return inMainNamespace(upperFirst(spaced), site);
  if (rest === '') return undefined;
  return talkAbout(namespace, rest, site) ?? inNamespace(namespace, upperFirst(rest));
}

/** All talk is in one namespace: `User talk:X` and `Property talk:P31` are names of pages there. */
function talkAbout(
  { number, kind }: TitleNamespace,
  text: string,
  site: SiteSettings,
): PageTitle | undefined {
  if (kind !== undefined || number % 2 !== 1 || !hasKind(site, 'talk')) return undefined;
  const about = namespacesOf(site).find((each) => each.number === number - 1);
  const subject = about && inNamespace(about, upperFirst(text));
  if (subject?.documentId === undefined) return undefined;
  const documentId = `${documentKind('talk').prefix}${subject.documentId}`;
  return { ...titleOf({ documentId, kind: 'talk' }, site), documentId };
}

function inMainNamespace(text: string, site: SiteSettings): PageTitle {
  const main = namespacesOf(site).find(({ number }) => number === 0);
  return main === undefined
    ? { ns: 0, title: text, documentId: undefined }
    : inNamespace(main, text);
}

function inNamespace({ number, name, kind }: TitleNamespace, text: string): PageTitle {
  const titled = (rest: string): string => (name === '' ? rest : `${name}:${rest}`);
  if (kind === undefined) return { ns: number, title: titled(text), documentId: undefined };
  const { numbered, prefix } = documentKind(kind);
  if (!numbered) return { ns: number, title: titled(text), documentId: `${prefix}${text}` };
  const id = text.toUpperCase();
  return kindOfId(id) === kind
    ? { ns: number, title: titled(id), documentId: id }
    : { ns: number, title: titled(text), documentId: undefined };
}

/** What has its pages in the namespace of this name, in whatever case. */
export function kindNamed(name: string, site: SiteSettings): DocumentKind | undefined {
  return namespaceNamed(name, site)?.kind;
}

/** By number or name; `undefined` where there is no such namespace. */
export function kindsInNamespace(
  numberOrName: string,
  site: SiteSettings,
): readonly DocumentKind[] | undefined {
  const namespace = /^\d{1,5}$/.test(numberOrName)
    ? namespacesOf(site).find(({ number }) => number === Number(numberOrName))
    : namespaceNamed(numberOrName, site);
  if (namespace === undefined) return undefined;
  return namespace.kind === undefined ? [] : [namespace.kind];
}

function namespaceNamed(name: string, site: SiteSettings): TitleNamespace | undefined {
  const wanted = name.toLowerCase();
  const named = (names: readonly string[]): boolean =>
    names.some((each) => each.toLowerCase() === wanted);
  const namespaces = namespacesOf(site);
  return (
    namespaces.find((each) => named([each.name, each.canonical])) ??
    namespaces.find(({ kind }) => kind !== undefined && named([NAMES_OF_KINDS[kind] ?? '']))
  );
}

function upperFirst(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
}
