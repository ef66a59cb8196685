/** What a draft says otherwise than the state from which it was begun. */
import type { StatementId } from '../../schema/model/statement.ts';
import type { Draft, ReferenceDraft, SiteLinkDraft, SnakDraft, StatementDraft } from './draft.ts';
import { siteLinkOf, termOf } from './draft.ts';

export interface DraftChanges {
  readonly labels: readonly TermChange[];
  readonly descriptions: readonly TermChange[];
  readonly aliases: readonly AliasesChange[];
  /** New, changed or marked as removed. */
  readonly statements: readonly StatementDraft[];
  /** Those that shall go have no title. */
  readonly siteLinks: readonly SiteLinkDraft[];
}

export interface TermChange {
  readonly language: string;
  /** Empty where the term shall go. */
  readonly value: string;
}

interface AliasesChange {
  readonly language: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export function compareDrafts(base: Draft, draft: Draft): DraftChanges {
  return {
    labels: changedTerms(base, draft, 'label'),
    descriptions: changedTerms(base, draft, 'description'),
    aliases: changedAliases(base, draft),
    statements: changedStatements(base, draft),
    siteLinks: draft.siteLinks
      .map((link) => ({ ...link, title: link.title.trim() }))
      .filter((link) => siteLinkContent(link) !== siteLinkContent(siteLinkOf(base, link.site))),
  };
}

/** How many terms, statements and links differ. */
export function countChanges(base: Draft, draft: Draft): number {
  const changes = Object.values(compareDrafts(base, draft)) as readonly (readonly unknown[])[];
  return changes.reduce((sum, list) => sum + list.length, 0);
}

/** The statements that are new in the draft or say something else there. */
export function changedIds(base: Draft, draft: Draft): StatementId[] {
  return changedStatements(base, draft)
    .filter(({ removed }) => !removed)
    .map(({ id }) => id);
}

function changedTerms(base: Draft, draft: Draft, field: 'label' | 'description'): TermChange[] {
  return draft.terms
    .map((term) => ({ language: term.language, value: term[field].trim() }))
    .filter(({ language, value }) => value !== termOf(base, language)[field]);
}

function changedAliases(base: Draft, draft: Draft): AliasesChange[] {
  return draft.terms
    .map(({ language, aliases }) => ({
      language,
      before: aliasList(termOf(base, language).aliases),
      after: aliasList(aliases),
    }))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
}

/** Aliases as they are typed, `a | b`, one by one. */
export function aliasList(text: string): string[] {
  return [...new Set(text.split('|').map((alias) => alias.trim()))].filter((alias) => alias !== '');
}

function changedStatements(base: Draft, draft: Draft): StatementDraft[] {
  const before = new Map(base.statements.map((each) => [each.id, statementContent(each)]));
  return draft.statements.filter(
    (statement) => statement.removed || before.get(statement.id) !== statementContent(statement),
  );
}

export type StatementField = 'mainSnak' | 'rank' | 'qualifiers' | 'references';
export const statementFields = [
  'mainSnak',
  'rank',
  'qualifiers',
  'references',
] as const satisfies readonly StatementField[];

/** Equal where two statements say the same: keys and half-typed text do not count. */
export function statementContent(statement: StatementDraft): string {
  return JSON.stringify(statementFields.map((field) => fieldContent(statement, field)));
}

export function fieldContent(statement: StatementDraft, field: StatementField): string {
  switch (field) {
    case 'mainSnak':
      return snakContent(statement.mainSnak);
    case 'rank':
      return statement.rank;
    case 'qualifiers':
      return JSON.stringify(statement.qualifiers.map(snakContent));
    case 'references':
      return JSON.stringify(statement.references.filter(isFilled).map(referenceContent));
  }
}

export function siteLinkContent({ title, badges }: SiteLinkDraft): string {
  const text = title.trim();
  return text === '' ? '' : JSON.stringify([text, badges]);
}

function referenceContent({ snaks }: ReferenceDraft): string[] {
  return snaks.map(snakContent);
}

function snakContent({ kind, property, value }: SnakDraft): string {
  return JSON.stringify(kind === 'value' ? [kind, property, value] : [kind, property]);
}

/** A source without any detail is none yet. */
export function isFilled({ snaks }: ReferenceDraft): boolean {
  return snaks.length > 0;
}
