/** The `data` of `wbeditentity`: what a draft changes, and nothing else. */
import type { DatatypeOf } from '../../schema/model/json/write-statement.ts';
import { statementJson } from '../../schema/model/json/write-statement.ts';
import type { Snak } from '../../schema/model/snak.ts';
import type { Statement } from '../../schema/model/statement.ts';
import type { TermChange } from './compare.ts';
import { compareDrafts, isFilled } from './compare.ts';
import type { Draft, SnakDraft, StatementDraft } from './draft.ts';

export interface EntityChangesJson {
  readonly labels: Record<string, object>;
  readonly descriptions: Record<string, object>;
  readonly aliases: Record<string, readonly object[]>;
  readonly claims: readonly object[];
  readonly sitelinks: Record<string, object>;
}

export function changesOf(base: Draft, draft: Draft, datatypeOf: DatatypeOf): EntityChangesJson {
  const { labels, descriptions, aliases, statements, siteLinks } = compareDrafts(base, draft);
  return {
    labels: termsJson(labels),
    descriptions: termsJson(descriptions),
    aliases: Object.fromEntries(
      aliases.map(({ language, before, after }) => [
        language,
        after.length > 0
          ? after.map((value) => ({ language, value }))
          : before.map((value) => ({ language, value, remove: '' })),
      ]),
    ),
    claims: statements.map((statement) =>
      statement.removed
        ? { id: statement.id, remove: '' }
        : statementJson(statementOf(statement), 'api', datatypeOf),
    ),
    sitelinks: Object.fromEntries(
      siteLinks.map((link) => [
        link.site,
        link.title === '' ? { site: link.site, remove: '' } : link,
      ]),
    ),
  };
}

function termsJson(changes: readonly TermChange[]): Record<string, object> {
  return Object.fromEntries(changes.map((change) => [change.language, change]));
}

function statementOf({ id, rank, mainSnak, qualifiers, references }: StatementDraft): Statement {
  return {
    id,
    rank,
    mainSnak: snakOf(mainSnak),
    qualifiers: qualifiers.map(snakOf),
    references: references.filter(isFilled).map(({ snaks }) => ({ snaks: snaks.map(snakOf) })),
  };
}

function snakOf({ kind, property, value }: SnakDraft): Snak {
  if (kind !== 'value') return { kind, property };
  return value === undefined ? { kind: 'somevalue', property } : { kind, property, value };
}
