/** Which of Wikibase's summaries says best what an edit does. */
import type { EntityDiff } from './diff.ts';
import type {
  AliasesDiff,
  ItemDiff,
  LexemeDiff,
  PropertyDiff,
  SiteLinkDiff,
  StatementDiff,
  StatementsDiff,
  TermsDiff,
} from './diff/entity-differs.ts';
import type { ListDiff } from './diff/list-differ.ts';
import type { MapDiff } from './diff/map-differ.ts';
import type { Document } from './documents/kinds.ts';
import type { EditSummary } from './edit-summary.ts';
import { allStatements } from './entity.ts';
import type { Snak } from './snak.ts';
import { snakText } from './snak-text.ts';

/** `after` is what the diff leads to: there stand the statements of which only a part changed. */
export function summaryOfDiff(diff: EntityDiff, after?: Document): EditSummary {
  const { id, kind, exists, redirect } = diff;
  if (redirect?.after !== undefined) return { key: 'wbcreateredirect', args: [id, redirect.after] };
  if (exists?.after === false) return { key: 'page-delete' };
  if (kind !== 'item' && kind !== 'property' && kind !== 'lexeme') {
    return { key: exists === undefined ? 'page-update' : 'page-create' };
  }
  if (exists !== undefined) return { key: `wbeditentity-create-${kind}` };
  return summaryOfOnePart(diff, after) ?? summaryOfLanguages(diff);
}

/** The parts of all kinds of entities; the diff of one has some of them. */
type Parts = ItemDiff & PropertyDiff & LexemeDiff;

function changedParts(diff: Parts): (keyof Parts)[] {
  const {
    kind: _kind,
    id: _id,
    nextFormNumber: _form,
    nextSenseNumber: _sense,
    ...parts
  } = diff as Parts & { kind?: unknown; id?: unknown };
  return Object.keys(parts) as (keyof Parts)[];
}

function summaryOfOnePart(diff: Parts, after: Document | undefined): EditSummary | undefined {
  if (changedParts(diff).length !== 1) return undefined;
  const { labels, descriptions, aliases, siteLinks, statements, forms, senses } = diff;
  if (labels !== undefined) return summaryOfTerm('wbsetlabel', labels);
  if (descriptions !== undefined) return summaryOfTerm('wbsetdescription', descriptions);
  if (aliases !== undefined) return summaryOfAliases(aliases);
  if (siteLinks !== undefined) return summaryOfSiteLink(siteLinks);
  if (statements !== undefined) return summaryOfStatements(statements, after);
  if (forms !== undefined) return summaryOfLexemePart('form', forms);
  if (senses !== undefined) return summaryOfLexemePart('sense', senses);
  return undefined;
}

function only<Entry>(list: readonly Entry[]): Entry | undefined {
  return list.length === 1 ? list[0] : undefined;
}

function verb({ before, after }: { before?: unknown; after?: unknown }): 'add' | 'set' | 'remove' {
  if (before === undefined) return 'add';
  return after === undefined ? 'remove' : 'set';
}

function summaryOfTerm(key: string, terms: TermsDiff): EditSummary | undefined {
  const term = only(terms);
  if (term === undefined) return undefined;
  const { before, after } = term.change;
  return {
    key: `${key}-${verb(term.change)}`,
    count: 1,
    language: term.key,
    text: after ?? before ?? '',
  };
}

function summaryOfAliases(aliases: AliasesDiff): EditSummary | undefined {
  const language = only(aliases);
  if (language === undefined) return undefined;
  const { added, removed, moved } = language.change;
  const texts = [...added, ...removed].map(({ item }) => item);
  const what = [added.length > 0 && 'add', removed.length > 0 && 'remove'].filter(Boolean);
  return {
    key: `wbsetaliases-${moved.length > 0 ? 'update' : what.join('-')}`,
    count: texts.length,
    language: language.key,
    text: texts.join(', '),
  };
}

function summaryOfSiteLink(siteLinks: MapDiff<SiteLinkDiff>): EditSummary | undefined {
  const link = only(siteLinks);
  if (link === undefined) return undefined;
  const { title, badges } = link.change;
  const badgesNow = badges?.added.map(({ item }) => item) ?? [];
  if (title === undefined) {
    return {
      key: 'wbsetsitelink-set-badges',
      count: badgesNow.length,
      language: link.key,
      text: badgesNow.join(', '),
    };
  }
  const removes = title.after === undefined;
  const both = badges !== undefined && !removes;
  const named = [title.after ?? title.before ?? '', ...(both ? badgesNow : [])];
  return {
    key: `wbsetsitelink-${verb(title)}${both ? '-both' : ''}`,
    count: named.length,
    language: link.key,
    text: named.join(', '),
  };
}

function summaryOfStatements(
  { added, removed, moved, changed }: StatementsDiff,
  after: Document | undefined,
): EditSummary | undefined {
  const operations = added.length + removed.length + moved.length + changed.length;
  if (removed.length === operations) {
    const snak = only(removed)?.item.mainSnak;
    return {
      key: 'wbremoveclaims-remove',
      count: removed.length,
      ...(snak !== undefined && { text: snakText(snak) }),
    };
  }
  if (operations !== 1) return undefined;
  const [addition] = added;
  if (addition !== undefined) {
    return { key: 'wbsetclaim-create', ...about(addition.item.mainSnak), args: ['1'] };
  }
  const [{ key, change } = { key: '', change: {} }] = changed;
  const snak = change.mainSnak?.after ?? mainSnakOf(key, after);
  const { aspect, size } = changedAspect(change);
  return { key: `wbsetclaim-update${aspect}`, ...about(snak), args: ['1', ...size] };
}

/** Two things are named: the property and the value. */
function about(snak: Snak | undefined): Pick<EditSummary, 'count' | 'text'> {
  return snak === undefined ? { count: 0 } : { count: 2, text: snakText(snak) };
}

function mainSnakOf(id: string, document: Document | undefined): Snak | undefined {
  if (document === undefined || !('statements' in document)) return undefined;
  return allStatements(document).find((statement) => statement.id === id)?.mainSnak;
}

function changedAspect(change: StatementDiff): { aspect: string; size: string[] } {
  const { mainSnak, rank, qualifiers, references } = change;
  const parts = [mainSnak, rank, qualifiers, references].filter((part) => part !== undefined);
  if (parts.length !== 1 || mainSnak !== undefined) return { aspect: '', size: [] };
  if (rank !== undefined) return { aspect: '-rank', size: [] };
  return qualifiers === undefined
    ? { aspect: '-references', size: sizeOf(references) }
    : { aspect: '-qualifiers', size: sizeOf(qualifiers) };
}

/** How many entries of a list are new or gone; one that was replaced counts once. */
function sizeOf(list: ListDiff<unknown, unknown> | undefined): string[] {
  return list === undefined ? [] : [String(Math.max(list.added.length, list.removed.length, 1))];
}

function summaryOfLexemePart(
  name: 'form' | 'sense',
  { added, removed, moved, changed }: ListDiff<{ id: string }, unknown>,
): EditSummary | undefined {
  if (added.length + removed.length + moved.length + changed.length !== 1) return undefined;
  const [place] = [...added, ...removed];
  if (place !== undefined) {
    return { key: `${added.length === 1 ? 'add' : 'remove'}-${name}`, args: [place.item.id] };
  }
  const [change] = changed;
  return change === undefined ? undefined : { key: `update-${name}`, args: [change.key] };
}

/** From so many languages on their number is told instead of their codes. */
const MOST_LANGUAGES_NAMED = 50;

function summaryOfLanguages(diff: Parts): EditSummary {
  const terms = [diff.labels, diff.descriptions, diff.aliases, diff.lemmas];
  const languages = [...new Set(terms.flatMap((part = []) => part.map(({ key }) => key)))];
  const others = changedParts(diff).length > terms.filter((part) => part !== undefined).length;
  if (languages.length === 0) return { key: 'wbeditentity-update' };
  const key = `wbeditentity-update-languages${others ? '-and-other' : ''}`;
  return languages.length <= MOST_LANGUAGES_NAMED
    ? { key: `${key}-short`, args: [languages.join(', ')] }
    : { key, args: [String(languages.length)] };
}
