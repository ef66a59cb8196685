/**
 * An entity as a reader sees it: which name heads the page, which statements come first, what is
 * folded away. Pure decisions; the markup is the business of pages and islands.
 */
import { language as languageEntry } from '../../schema/model/languages/languages.ts';
import type { PropertyId } from '../../schema/model/entity-id.ts';
import type {
  Aliases,
  Entity,
  Fingerprint,
  Item,
  Lexeme,
  SiteLink,
  Terms,
} from '../../schema/model/entity.ts';
import { snaksByProperty } from '../../schema/model/snak.ts';
import type { Snak } from '../../schema/model/snak.ts';
import { statementsByProperty } from '../../schema/model/statement.ts';
import type { Rank, Reference, Statement } from '../../schema/model/statement.ts';
import type { PropertyRole } from '../../schema/model/documents/site-settings.ts';
import { pageLink } from './safe-link.ts';
import type { Text } from './text.ts';
import { entityLink, snakView } from './value-view.ts';
import type { ValueView } from './value-view.ts';
import { bestTerm } from './view-context.ts';
import type { ViewContext } from './view-context.ts';

export interface SnakGroupView {
  readonly property: ValueView;
  readonly propertyId: PropertyId;
  readonly values: readonly ValueView[];
}

export interface StatementView {
  readonly id: string;
  readonly rank: Rank;
  readonly value: ValueView;
  readonly qualifiers: readonly SnakGroupView[];
  readonly references: readonly (readonly SnakGroupView[])[];
}

export interface StatementGroupView {
  readonly property: ValueView;
  readonly propertyId: PropertyId;
  readonly statements: readonly StatementView[];
}

export interface TermRow {
  readonly language: string;
  /** The language's own name for itself. */
  readonly autonym: string;
  readonly label: string | undefined;
  readonly description: string | undefined;
  readonly aliases: readonly string[];
}

export interface SiteLinkView {
  readonly site: string;
  readonly title: Text;
  readonly href: string | undefined;
}

export interface StatementsView {
  /** Best first: what it is, what it looks like, then as the entity has them. */
  readonly groups: readonly StatementGroupView[];
  /** External identifiers, which are many and read by machines: folded away. */
  readonly identifiers: readonly StatementGroupView[];
}

export interface EntityView extends StatementsView {
  readonly id: string;
  readonly heading: Text | undefined;
  readonly description: Text | undefined;
  /** In the language of the heading. */
  readonly aliases: readonly string[];
  /** The reader's own languages first, the others by code. */
  readonly terms: readonly TermRow[];
  readonly siteLinkGroups: readonly {
    readonly group: string;
    readonly links: readonly SiteLinkView[];
  }[];
}

export function entityView(entity: Entity, context: ViewContext): EntityView {
  const statements = statementsView(entity.statements, context);
  if (entity.type === 'lexeme') return { ...lexemeHead(entity, context), ...statements };
  return {
    id: entity.id,
    ...fingerprintHead(entity, context),
    terms: termRows(entity, context.languages),
    siteLinkGroups: entity.type === 'item' ? siteLinkGroups(entity, context) : [],
    ...statements,
  };
}

export function statementsView(
  statements: readonly Statement[],
  context: ViewContext,
): StatementsView {
  const groups = [...statementsByProperty(statements)];
  const isIdentifier = (property: PropertyId) => context.datatypeOf(property) === 'external-id';
  const view = ([propertyId, group]: PropertyGroup): StatementGroupView => ({
    property: entityLink(propertyId, context),
    propertyId,
    statements: bestFirst(group).map((statement) => statementView(statement, context)),
  });
  return {
    groups: leadingFirst(
      groups.filter(([property]) => !isIdentifier(property)),
      context,
    ).map(view),
    identifiers: groups.filter(([property]) => isIdentifier(property)).map(view),
  };
}

export function statementView(statement: Statement, context: ViewContext): StatementView {
  return {
    id: statement.id,
    rank: statement.rank,
    value: snakView(statement.mainSnak, context),
    qualifiers: snakGroups(statement.qualifiers, context),
    references: statement.references.map((reference) => referenceView(reference, context)),
  };
}

export function referenceView(reference: Reference, context: ViewContext): SnakGroupView[] {
  return snakGroups(reference.snaks, context);
}

export function snakGroups(snaks: readonly Snak[], context: ViewContext): SnakGroupView[] {
  return [...snaksByProperty(snaks)].map(([propertyId, group]) => ({
    property: entityLink(propertyId, context),
    propertyId,
    values: group.map((snak) => snakView(snak, context)),
  }));
}

/** One row per language in which something is said, the reader's languages first. */
function termRows(terms: Fingerprint, languages: readonly string[]): TermRow[] {
  const codes = new Set([
    ...languages.filter((code) => hasTerm(terms, code)),
    ...[
      ...new Set([...terms.labels.keys(), ...terms.descriptions.keys(), ...terms.aliases.keys()]),
    ].toSorted(),
  ]);
  return [...codes].map((code) => ({
    language: code,
    autonym: languageEntry(code)?.autonym ?? code,
    label: terms.labels.get(code),
    description: terms.descriptions.get(code),
    aliases: terms.aliases.get(code) ?? [],
  }));
}

/** What a lexeme is called: its lemmas, one per spelling. */
function lemmaText(lemmas: Terms): Text | undefined {
  const [first] = lemmas;
  return first === undefined
    ? undefined
    : { text: [...new Set(lemmas.values())].join(' / '), language: first[0] };
}

function lexemeHead(lexeme: Lexeme, context: ViewContext) {
  const language = entityLink(lexeme.language, context).text;
  const category = entityLink(lexeme.lexicalCategory, context).text;
  const separator = context.messages.text('list-separator');
  return {
    id: lexeme.id,
    heading: lemmaText(lexeme.lemmas),
    description: {
      text: [language, category].join(separator),
      language: context.messages.language,
    },
    aliases: [],
    terms: [],
    siteLinkGroups: [],
  };
}

function fingerprintHead(terms: Fingerprint, context: ViewContext) {
  const heading = bestTerm(terms.labels, context.languages);
  const aliases = terms.aliases.get(heading?.language ?? context.messages.language) ?? [];
  return { heading, description: preferredTerm(terms.descriptions, context.languages), aliases };
}

/** Unlike a name, a description in a language that the reader did not ask for helps nobody. */
function preferredTerm(terms: Terms, languages: readonly string[]): Text | undefined {
  return languages.some((code) => terms.has(code)) ? bestTerm(terms, languages) : undefined;
}

function hasTerm({ labels, descriptions, aliases }: Fingerprint, code: string): boolean {
  return labels.has(code) || descriptions.has(code) || hasAliases(aliases, code);
}

function hasAliases(aliases: Aliases, code: string): boolean {
  return (aliases.get(code)?.length ?? 0) > 0;
}

type PropertyGroup = readonly [PropertyId, readonly Statement[]];

const RANK_ORDER: Readonly<Record<Rank, number>> = { preferred: 0, normal: 1, deprecated: 2 };

function bestFirst(statements: readonly Statement[]): Statement[] {
  return statements.toSorted((a, b) => RANK_ORDER[a.rank] - RANK_ORDER[b.rank]);
}

/** The roles of properties that tell a reader most, in this order. */
const LEADING_ROLES: readonly PropertyRole[] = ['instanceOf', 'subclassOf', 'image'];

function leadingFirst(groups: readonly PropertyGroup[], { site }: ViewContext): PropertyGroup[] {
  const leading = LEADING_ROLES.map((role) => site.properties.get(role));
  const position = (property: PropertyId) => {
    const index = leading.indexOf(property);
    return index === -1 ? leading.length : index;
  };
  return groups.toSorted(([a], [b]) => position(a) - position(b));
}

function siteLinkGroups(item: Item, { site }: ViewContext) {
  const sites = new Map(site.sites.map((entry) => [entry.id, entry]));
  const view = (link: SiteLink): SiteLinkView => {
    const entry = sites.get(link.site);
    return {
      site: link.site,
      title: { text: link.title, language: entry?.language },
      href: entry === undefined ? undefined : pageLink(entry.pageUrl, link.title),
    };
  };
  const links = [...item.siteLinks.values()].toSorted((a, b) => (a.site < b.site ? -1 : 1));
  const groups = Map.groupBy(links, (link) => sites.get(link.site)?.group ?? link.site);
  return [...groups].map(([group, members]) => ({ group, links: members.map(view) }));
}
