/** What only one page of the wiki may have: label and description together, a sitelink … */
import type { Document } from './kinds.ts';

export type UniqueKey =
  | {
      readonly kind: 'label-description';
      readonly language: string;
      readonly label: string;
      readonly description: string;
    }
  | { readonly kind: 'property-label'; readonly language: string; readonly label: string }
  | { readonly kind: 'sitelink'; readonly site: string; readonly title: string };

/** All that a page claims for itself. */
export function uniqueKeys(document: Document): UniqueKey[] {
  if (document.type === 'item') {
    return [
      ...labelDescriptionKeys(document.labels, document.descriptions),
      ...[...document.siteLinks.values()].map(
        ({ site, title }) => ({ kind: 'sitelink', site, title }) as const,
      ),
    ];
  }
  if (document.type === 'property') {
    return [...document.labels].map(
      ([language, label]) => ({ kind: 'property-label', language, label }) as const,
    );
  }
  return [];
}

function* labelDescriptionKeys(
  labels: ReadonlyMap<string, string>,
  descriptions: ReadonlyMap<string, string>,
): Generator<UniqueKey> {
  for (const [language, description] of descriptions) {
    const label = labels.get(language);
    if (label !== undefined) yield { kind: 'label-description', language, label, description };
  }
}

/** The key as one text; different keys have different texts. */
export function uniqueKeyText(key: UniqueKey): string {
  switch (key.kind) {
    case 'label-description':
      return JSON.stringify([key.kind, key.language, key.label, key.description]);
    case 'property-label':
      return JSON.stringify([key.kind, key.language, key.label]);
    case 'sitelink':
      return JSON.stringify([key.kind, key.site, key.title]);
  }
}
