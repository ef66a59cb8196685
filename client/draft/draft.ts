/**
 * A draft: everything that was changed on one entity and not yet published.
 *
 * One draft becomes one edit, one revision. A draft is plain data, so that it survives a closed
 * tab; each function returns a new one. What was not touched is not sent, and so cannot undo what
 * others have done meanwhile.
 */
import type { DataValue } from '../../schema/model/data-value.ts';
import type { EntityId, PropertyId } from '../../schema/model/entity-id.ts';
import type { Entity } from '../../schema/model/entity.ts';
import type { DatatypeOf } from '../../schema/model/json/write-statement.ts';
import { statementJson } from '../../schema/model/json/write-statement.ts';
import type { Snak } from '../../schema/model/snak.ts';
import type { Rank, Statement, StatementId } from '../../schema/model/statement.ts';
import { newStatementId } from '../../schema/model/statement.ts';

export interface TermDraft {
  readonly language: string;
  readonly label: string;
  readonly description: string;
  /** As they are typed: separated by `|`. */
  readonly aliases: string;
}

export interface SnakDraft {
  /** Tells snaks apart while they have no content yet. */
  readonly key: string;
  readonly property: PropertyId;
  readonly kind: Snak['kind'];
  /** `undefined` while the text typed so far is no value. */
  readonly value: DataValue | undefined;
  /** What was typed; `undefined` where the value was not touched. */
  readonly text: string | undefined;
  /** The text says “circa”. */
  readonly circa?: boolean;
}

export interface ReferenceDraft {
  readonly key: string;
  readonly snaks: readonly SnakDraft[];
}

export interface StatementDraft {
  readonly id: StatementId;
  readonly isNew: boolean;
  readonly removed: boolean;
  readonly rank: Rank;
  readonly mainSnak: SnakDraft;
  readonly qualifiers: readonly SnakDraft[];
  readonly references: readonly ReferenceDraft[];
}

export interface Draft {
  readonly id: EntityId;
  readonly terms: readonly TermDraft[];
  readonly statements: readonly StatementDraft[];
}

export function draftOf(entity: Entity): Draft {
  return {
    id: entity.id,
    terms: entity.type === 'lexeme' ? [] : termDrafts(entity),
    statements: entity.statements.map(statementDraft),
  };
}

function termDrafts({ labels, descriptions, aliases }: Exclude<Entity, { type: 'lexeme' }>) {
  const languages = new Set([...labels.keys(), ...descriptions.keys(), ...aliases.keys()]);
  return [...languages].toSorted().map((language): TermDraft => ({
    language,
    label: labels.get(language) ?? '',
    description: descriptions.get(language) ?? '',
    aliases: (aliases.get(language) ?? []).join(' | '),
  }));
}

function statementDraft({ id, rank, mainSnak, qualifiers, references }: Statement): StatementDraft {
  return {
    id,
    isNew: false,
    removed: false,
    rank,
    mainSnak: snakDraft(mainSnak),
    qualifiers: qualifiers.map(snakDraft),
    references: references.map(({ snaks }) => ({
      key: crypto.randomUUID(),
      snaks: snaks.map(snakDraft),
    })),
  };
}

function snakDraft(snak: Snak): SnakDraft {
  const value = snak.kind === 'value' ? snak.value : undefined;
  return { ...emptySnak(snak.property), kind: snak.kind, value };
}

export function emptySnak(property: PropertyId): SnakDraft {
  return { key: crypto.randomUUID(), property, kind: 'value', value: undefined, text: undefined };
}

export function addStatement(draft: Draft, property: PropertyId): Draft {
  const statement: StatementDraft = {
    id: newStatementId(draft.id),
    isNew: true,
    removed: false,
    rank: 'normal',
    mainSnak: emptySnak(property),
    qualifiers: [],
    references: [],
  };
  return { ...draft, statements: [...draft.statements, statement] };
}

export function setStatement(draft: Draft, changed: StatementDraft): Draft {
  const statements = draft.statements.map((old) => (old.id === changed.id ? changed : old));
  return { ...draft, statements };
}

/** A new statement vanishes; an old one stays in sight until it is published as removed. */
export function removeStatement(draft: Draft, id: StatementId): Draft {
  const statements = draft.statements.flatMap((statement) => {
    if (statement.id !== id) return [statement];
    return statement.isNew ? [] : [{ ...statement, removed: true }];
  });
  return { ...draft, statements };
}

export function setTerm(draft: Draft, changed: TermDraft): Draft {
  const known = draft.terms.some(({ language }) => language === changed.language);
  return {
    ...draft,
    terms: known
      ? draft.terms.map((old) => (old.language === changed.language ? changed : old))
      : [...draft.terms, changed],
  };
}

/** The snaks of a draft that are not complete: nothing can be published while there are any. */
export function incompleteSnaks(draft: Draft): SnakDraft[] {
  return draft.statements
    .filter(({ removed }) => !removed)
    .flatMap(({ mainSnak, qualifiers, references }) => [
      mainSnak,
      ...qualifiers,
      ...references.flatMap(({ snaks }) => snaks),
    ])
    .filter(({ kind, value }) => kind === 'value' && value === undefined);
}

/** How many terms and statements differ from what was loaded. */
export function countChanges(base: Draft, draft: Draft): number {
  const data = changesOf(base, draft, () => undefined);
  const aliases = Object.keys(data.aliases).length;
  return (
    Object.keys(data.labels).length +
    Object.keys(data.descriptions).length +
    aliases +
    data.claims.length
  );
}

export interface EntityChangesJson {
  readonly labels: Record<string, object>;
  readonly descriptions: Record<string, object>;
  readonly aliases: Record<string, readonly object[]>;
  readonly claims: readonly object[];
}

/** The `data` of `wbeditentity`: what differs, and nothing else. */
export function changesOf(base: Draft, draft: Draft, datatypeOf: DatatypeOf): EntityChangesJson {
  return {
    labels: changedTerms(base, draft, 'label'),
    descriptions: changedTerms(base, draft, 'description'),
    aliases: changedAliases(base, draft),
    claims: changedStatements(base, draft, datatypeOf),
  };
}

function changedTerms(base: Draft, draft: Draft, field: 'label' | 'description') {
  const changes = draft.terms.flatMap((term): [string, object][] => {
    const value = term[field].trim();
    const before = termOf(base, term.language)?.[field] ?? '';
    return value === before ? [] : [[term.language, { language: term.language, value }]];
  });
  return Object.fromEntries(changes);
}

function changedAliases(base: Draft, draft: Draft) {
  const changes = draft.terms.flatMap(({ language, aliases }): [string, object[]][] => {
    const before = aliasList(termOf(base, language)?.aliases ?? '');
    const after = aliasList(aliases);
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    const entries =
      after.length > 0
        ? after.map((value) => ({ language, value }))
        : before.map((value) => ({ language, value, remove: '' }));
    return [[language, entries]];
  });
  return Object.fromEntries(changes);
}

function aliasList(text: string): string[] {
  return [...new Set(text.split('|').map((alias) => alias.trim()))].filter((alias) => alias !== '');
}

function changedStatements(base: Draft, draft: Draft, datatypeOf: DatatypeOf): object[] {
  const before = new Map(base.statements.map((statement) => [statement.id, statement]));
  return draft.statements.flatMap((statement): object[] => {
    if (statement.removed) return [{ id: statement.id, remove: '' }];
    const old = before.get(statement.id);
    if (old !== undefined && content(old) === content(statement)) return [];
    return [statementJson(statementOf(statement), 'api', datatypeOf)];
  });
}

/** The statements that are new in the draft or say something else there. */
export function changedIds(base: Draft, draft: Draft): StatementId[] {
  const before = new Map(base.statements.map((statement) => [statement.id, content(statement)]));
  return draft.statements
    .filter((statement) => before.get(statement.id) !== content(statement))
    .map(({ id }) => id);
}

/** What counts as the content of a statement: keys and half-typed text do not. */
function content(statement: StatementDraft): string {
  return JSON.stringify(statementOf(statement));
}

function statementOf({ id, rank, mainSnak, qualifiers, references }: StatementDraft): Statement {
  return {
    id,
    rank,
    mainSnak: snakOf(mainSnak),
    qualifiers: qualifiers.map(snakOf),
    references: references
      .filter(({ snaks }) => snaks.length > 0)
      .map(({ snaks }) => ({ snaks: snaks.map(snakOf) })),
  };
}

function snakOf({ kind, property, value }: SnakDraft): Snak {
  if (kind !== 'value') return { kind, property };
  return value === undefined ? { kind: 'somevalue', property } : { kind, property, value };
}

function termOf(draft: Draft, language: string): TermDraft | undefined {
  return draft.terms.find((term) => term.language === language);
}
