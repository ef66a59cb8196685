/** What `wbgetentities` tells of one entity: those of its finished members that are asked for. */
import type { AliasesJson, SiteLinkJson, TermsJson } from '../../../../schema/entity-json.ts';
import type { SiteSettings } from '../../../../schema/model/documents/site-settings.ts';
import { entityTypeOf } from '../../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../../schema/model/entity-id.ts';
import { fallbackChain } from '../../../../schema/model/languages/fallback.ts';
import type { EntityTexts } from '../../../read/entity-texts.ts';
import { jsonText } from '../../../read/json-text.ts';
import type { JsonText } from '../../../read/json-text.ts';
import { pageInfo, withUrl } from '../../entity-answer.ts';

/** What may be asked for, in Wikibase's words. */
export const entityProps = [
  'info',
  'sitelinks',
  'sitelinks/urls',
  'aliases',
  'labels',
  'descriptions',
  'claims',
  'datatype',
] as const;

export interface WantedMembers {
  readonly props: ReadonlySet<string>;
  readonly languages?: readonly string[] | undefined;
  readonly languagefallback: boolean;
  readonly sitefilter?: readonly string[] | undefined;
}

type Member = readonly [string, JsonText];

/** `undefined` for a form or sense that its lexeme does not have. */
export function entityMembers(
  asked: EntityId,
  entity: EntityTexts,
  wanted: WantedMembers,
  site: SiteSettings,
): readonly Member[] | undefined {
  const own = isPart(asked) ? membersOfPart(asked, entity) : [...entity.members];
  if (own === undefined) return undefined;
  const chosen = own.flatMap((member) => chosenMember(member, wanted, site));
  const { redirectedFrom } = entity;
  return [
    ...(wanted.props.has('info') ? infoOf(entity, site) : []),
    ...chosen,
    ...(redirectedFrom === undefined
      ? []
      : [['redirects', jsonText({ from: redirectedFrom, to: entity.id })] as const]),
  ];
}

function infoOf(entity: EntityTexts, site: SiteSettings): Member[] {
  const { pageId, revisionId, timestamp } = entity;
  const page = pageInfo(entity, pageId, site);
  const info = { ...page, lastrevid: revisionId, modified: timestamp };
  return Object.entries(info).map(([name, value]) => [name, jsonText(value)]);
}

function isPart(id: EntityId): boolean {
  return id.includes('-');
}

/** Forms and senses stand in their lexeme, but may be asked for by their own ids. */
function membersOfPart(id: EntityId, lexeme: EntityTexts): Member[] | undefined {
  const type = entityTypeOf(id);
  const parts = lexeme.members.get(type === 'form' ? 'forms' : 'senses');
  if (parts === undefined) return undefined;
  const part = (parsed(parts) as readonly { readonly id: string }[]).find((each) => each.id === id);
  if (part === undefined) return undefined;
  return Object.entries({ type, ...part }).map(([name, value]) => [name, jsonText(value)]);
}

/** Members that no prop stands for (id, type, what only lexemes have) are always there. */
function chosenMember(
  [name, text]: Member,
  wanted: WantedMembers,
  site: SiteSettings,
): readonly Member[] {
  const { props } = wanted;
  switch (name) {
    case 'datatype':
      return props.has('info') || props.has('datatype') ? [[name, text]] : [];
    case 'claims':
      return props.has('claims') ? [[name, text]] : [];
    case 'labels':
    case 'descriptions':
      return props.has(name) ? [[name, termsIn(text, wanted)]] : [];
    case 'aliases':
      return props.has('aliases') ? [[name, aliasesIn(text, wanted)]] : [];
    case 'sitelinks':
      return props.has('sitelinks') || props.has('sitelinks/urls')
        ? [[name, siteLinks(text, wanted, site)]]
        : [];
    default:
      return [[name, text]];
  }
}

function siteLinks(
  text: JsonText,
  { props, sitefilter }: WantedMembers,
  site: SiteSettings,
): JsonText {
  const withUrls = props.has('sitelinks/urls');
  if (!withUrls && sitefilter === undefined) return text;
  const links = Object.entries(parsed(text) as Readonly<Record<string, SiteLinkJson>>)
    .filter(([id]) => sitefilter === undefined || sitefilter.includes(id))
    .map(([id, link]) => [id, withUrls ? withUrl(link, site) : link] as const);
  return jsonText(Object.fromEntries(links));
}

function aliasesIn(text: JsonText, { languages }: WantedMembers): JsonText {
  return isFiltered(languages) ? jsonText(pick(parsed(text) as AliasesJson, languages)) : text;
}

function termsIn(text: JsonText, { languages, languagefallback }: WantedMembers): JsonText {
  if (!isFiltered(languages)) return text;
  const terms = parsed(text) as TermsJson;
  if (!languagefallback) return jsonText(pick(terms, languages));
  const shown = languages.flatMap((asked): [string, unknown][] => {
    const language = fallbackChain(asked).find((code) => Object.hasOwn(terms, code));
    if (language === undefined) return [];
    const term = terms[language];
    return [[asked, language === asked ? term : { ...term, 'for-language': asked }]];
  });
  return jsonText(Object.fromEntries(shown));
}

function isFiltered(languages: readonly string[] | undefined): languages is readonly string[] {
  return languages !== undefined && languages.length > 0;
}

function pick(
  map: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    keys.flatMap((key) => (Object.hasOwn(map, key) ? [[key, map[key]]] : [])),
  );
}

function parsed(text: JsonText): unknown {
  return JSON.parse(text.write(false));
}
