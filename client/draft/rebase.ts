/**
 * Puts a draft on top of what others did since it was begun: what only one side changed is kept,
 * what both changed differently is contested.
 */
import type { StatementId } from '../../schema/model/statement.ts';
import type { StatementField } from './compare.ts';
import {
  aliasList,
  fieldContent,
  siteLinkContent,
  statementContent,
  statementFields,
} from './compare.ts';
import type { Contest, Side } from './contest.ts';
import { contestKey } from './contest.ts';
import type { Draft, SiteLinkDraft, StatementDraft, TermDraft } from './draft.ts';
import { siteLinkOf, termOf } from './draft.ts';

export interface Rebased {
  readonly draft: Draft;
  readonly contests: readonly Contest[];
}

/** `mine` was made from `base`, and so, by others, was `theirs`. */
export function rebase(base: Draft, mine: Draft, theirs: Draft): Rebased {
  const contests: Contest[] = [];
  const sides = { base, mine, theirs };
  return {
    draft: {
      id: mine.id,
      terms: mergeTerms(sides, contests),
      statements: mergeStatements(sides, contests),
      siteLinks: mergeSiteLinks(sides, contests),
    },
    contests,
  };
}

/** What was contested before and is not decided yet stays so, unless it is contested anew. */
export function stillContested(
  before: readonly Contest[],
  fresh: readonly Contest[],
): readonly Contest[] {
  const keys = new Set(fresh.map(contestKey));
  const open = before.filter(
    (contest) => contest.chosen === undefined && !keys.has(contestKey(contest)),
  );
  return [...fresh, ...open];
}

interface ThreeDrafts {
  readonly base: Draft;
  readonly mine: Draft;
  readonly theirs: Draft;
}

/** Whose side a part is taken from, judged by what each of the three says. */
function verdict(base: string, mine: string, theirs: string): Side | 'contested' {
  if (mine === base || mine === theirs) return 'theirs';
  return theirs === base ? 'mine' : 'contested';
}

function mergeTerms({ base, mine, theirs }: ThreeDrafts, contests: Contest[]): TermDraft[] {
  const languages = new Set([...theirs.terms, ...mine.terms].map(({ language }) => language));
  return [...languages].map((language) => {
    const before = termOf(base, language);
    const own = termOf(mine, language);
    const other = termOf(theirs, language);
    const text = (kind: 'label' | 'description'): string => {
      const sides = { mine: own[kind], theirs: other[kind] };
      const winner = verdict(before[kind], own[kind].trim(), other[kind]);
      if (winner !== 'contested') return sides[winner];
      contests.push({ kind, language, ...sides, chosen: undefined });
      return own[kind];
    };
    const aliases = mergeAliases(before.aliases, own.aliases, other.aliases);
    return { language, label: text('label'), description: text('description'), aliases };
  });
}

/** Aliases are a set: what either side added or took away is added and taken away. */
function mergeAliases(base: string, mine: string, theirs: string): string {
  const before = aliasList(base);
  const own = aliasList(mine);
  const kept = aliasList(theirs).filter((alias) => own.includes(alias) || !before.includes(alias));
  const added = own.filter((alias) => !before.includes(alias) && !kept.includes(alias));
  return [...kept, ...added].join(' | ');
}

function mergeSiteLinks({ base, mine, theirs }: ThreeDrafts, contests: Contest[]) {
  const sites = new Set([...theirs.siteLinks, ...mine.siteLinks].map(({ site }) => site));
  return [...sites].map((site): SiteLinkDraft => {
    const sides = { mine: siteLinkOf(mine, site), theirs: siteLinkOf(theirs, site) };
    const winner = verdict(
      siteLinkContent(siteLinkOf(base, site)),
      siteLinkContent(sides.mine),
      siteLinkContent(sides.theirs),
    );
    if (winner !== 'contested') return sides[winner];
    contests.push({ kind: 'siteLink', site, ...sides, chosen: undefined });
    return sides.mine;
  });
}

function mergeStatements({ base, mine, theirs }: ThreeDrafts, contests: Contest[]) {
  const before = byId(base);
  const own = byId(mine);
  const there = byId(theirs);
  return [
    ...theirs.statements.map((other) => {
      const changed = own.get(other.id);
      if (changed === undefined) return other;
      return mergeStatement(before.get(other.id) ?? other, changed, other, contests);
    }),
    ...mine.statements
      .filter(({ id }) => !there.has(id))
      .filter((changed) => outlives(changed, before.get(changed.id), contests))
      .map((changed) => ({ ...changed, isNew: true })),
  ];
}

function mergeStatement(
  before: StatementDraft,
  mine: StatementDraft,
  theirs: StatementDraft,
  contests: Contest[],
): StatementDraft {
  const { id } = theirs;
  const contest = (field: StatementField | 'whole', own: StatementDraft) =>
    contests.push({ kind: 'statement', id, field, mine: own, theirs, chosen: undefined });
  if (mine.removed) {
    const gone = { ...theirs, removed: true };
    if (statementContent(before) !== statementContent(theirs)) contest('whole', gone);
    return gone;
  }
  return statementFields.reduce((merged, field) => {
    const winner = verdict(
      fieldContent(before, field),
      fieldContent(mine, field),
      fieldContent(theirs, field),
    );
    if (winner === 'contested') contest(field, mine);
    return winner === 'theirs' ? merged : { ...merged, [field]: mine[field] };
  }, theirs);
}

/** Whether a statement that is not there (any more) stays in the draft. */
function outlives(
  mine: StatementDraft,
  before: StatementDraft | undefined,
  contests: Contest[],
): boolean {
  if (before === undefined) return true;
  if (mine.removed || statementContent(mine) === statementContent(before)) return false;
  contests.push({
    kind: 'statement',
    id: mine.id,
    field: 'whole',
    mine: { ...mine, isNew: true },
    theirs: { ...before, isNew: true, removed: true },
    chosen: undefined,
  });
  return true;
}

function byId({ statements }: Draft): Map<StatementId, StatementDraft> {
  return new Map(statements.map((statement) => [statement.id, statement]));
}
