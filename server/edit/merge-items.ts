/** What two items become when one is merged into the other (contract: wbmergeitems). Pure. */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Failure, Result } from '../../schema/failures.ts';
import { jsonPointer } from '../../schema/json-pointer.ts';
import type { Aliases, Item, SiteLink, Terms } from '../../schema/model/entity.ts';
import { linksTo, mergedStatements } from './merge-statements.ts';

/** What may differ between the two without stopping the merge. */
export type IgnoredConflict = 'description' | 'sitelink' | 'statement';

interface MergedItems {
  readonly target: Item;
  /** What could not be moved; empty as a rule. */
  readonly source: Item;
}

export function mergeItems(
  source: Item,
  target: Item,
  ignore: ReadonlySet<IgnoredConflict>,
): Result<MergedItems> {
  const conflicts = [
    ...(ignore.has('description') ? [] : descriptionConflicts(source, target)),
    ...(ignore.has('sitelink') ? [] : siteLinkConflicts(source, target)),
    ...(ignore.has('statement') ? [] : mutualLinks(source, target)),
  ];
  if (conflicts.length > 0) return failed(...conflicts);
  const labels = mergedTerms(source.labels, target.labels);
  const descriptions = mergedTerms(source.descriptions, target.descriptions);
  const siteLinks = mergedSiteLinks(source, target);
  return ok({
    target: {
      ...target,
      labels: labels.merged,
      descriptions: descriptions.merged,
      aliases: mergedAliases(target.aliases, source.aliases, labels.left),
      siteLinks: siteLinks.merged,
      statements: mergedStatements(source.statements, target),
    },
    source: {
      ...source,
      labels: new Map(),
      descriptions: descriptions.left,
      aliases: new Map(),
      siteLinks: siteLinks.left,
      statements: [],
    },
  });
}

function descriptionConflicts(source: Item, target: Item): Failure[] {
  return [...source.descriptions]
    .filter(([language, text]) => (target.descriptions.get(language) ?? text) !== text)
    .map(([language]) =>
      failure('description-conflict', { language }, jsonPointer('descriptions', language)),
    );
}

function siteLinkConflicts(source: Item, target: Item): Failure[] {
  return [...source.siteLinks.values()].flatMap(({ site, title }) => {
    const otherTitle = target.siteLinks.get(site)?.title ?? title;
    return otherTitle === title
      ? []
      : [failure('sitelink-conflict', { site, title, otherTitle }, jsonPointer('sitelinks', site))];
  });
}

/** Two items that speak of each other ("different from") are hardly the same. */
function mutualLinks(source: Item, target: Item): Failure[] {
  const linked = linksTo(source.statements, target.id) || linksTo(target.statements, source.id);
  return linked ? [failure('merge-links-itself', { from: source.id, to: target.id })] : [];
}

/** Terms move where the target has none; those that differ are left. */
function mergedTerms(source: Terms, target: Terms): { merged: Terms; left: Terms } {
  return {
    merged: new Map([...source, ...target]),
    left: new Map(
      [...source].filter(([language, text]) => (target.get(language) ?? text) !== text),
    ),
  };
}

/** Labels that the target has otherwise live on as aliases. */
function mergedAliases(target: Aliases, source: Aliases, labels: Terms): Aliases {
  const merged = new Map(target);
  const add = (language: string, texts: readonly string[]): void => {
    merged.set(language, [...new Set([...(merged.get(language) ?? []), ...texts])]);
  };
  for (const [language, label] of labels) add(language, [label]);
  for (const [language, texts] of source) add(language, texts);
  return merged;
}

function mergedSiteLinks(source: Item, target: Item) {
  const merged = new Map(target.siteLinks);
  const left = new Map<string, SiteLink>();
  for (const link of source.siteLinks.values()) {
    const other = target.siteLinks.get(link.site);
    if (other === undefined || other.title === link.title) {
      const badges = [...new Set([...(other?.badges ?? []), ...link.badges])];
      merged.set(link.site, { ...link, badges });
    } else {
      left.set(link.site, link);
    }
  }
  return { merged, left };
}
