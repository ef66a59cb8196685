/**
 * A draft: everything that was changed on one entity and not yet published.
 *
 * One draft becomes one edit, one revision. A draft is plain data, so that it survives a closed
 * tab; each function returns a new one. What was not touched is not sent, and so cannot undo what
 * others have done meanwhile.
 */
import type { DataValue } from '../../schema/model/data-value.ts';
import type { EntityId, PropertyId } from '../../schema/model/entity-id.ts';
import type { Entity, SiteLink } from '../../schema/model/entity.ts';
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

/** Without a title it is no link. */
export type SiteLinkDraft = SiteLink;

export interface Draft {
  readonly id: EntityId;
  readonly terms: readonly TermDraft[];
  readonly statements: readonly StatementDraft[];
  readonly siteLinks: readonly SiteLinkDraft[];
}

export function draftOf(entity: Entity): Draft {
  return {
    id: entity.id,
    terms: entity.type === 'lexeme' ? [] : termDrafts(entity),
    statements: entity.statements.map(statementDraft),
    siteLinks: entity.type === 'item' ? [...entity.siteLinks.values()] : [],
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

/** Sets the link to a page of this site; an empty title means that there shall be none. */
export function setSiteLink(draft: Draft, changed: SiteLinkDraft): Draft {
  const known = draft.siteLinks.some(({ site }) => site === changed.site);
  return {
    ...draft,
    siteLinks: known
      ? draft.siteLinks.map((old) => (old.site === changed.site ? changed : old))
      : [...draft.siteLinks, changed],
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

export function termOf(draft: Draft, language: string): TermDraft {
  const term = draft.terms.find((each) => each.language === language);
  return term ?? { language, label: '', description: '', aliases: '' };
}

export function siteLinkOf(draft: Draft, site: string): SiteLinkDraft {
  return draft.siteLinks.find((link) => link.site === site) ?? { site, title: '', badges: [] };
}
