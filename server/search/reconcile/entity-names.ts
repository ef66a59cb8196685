/** All names of an entity, folded once: how well a text is one of them. */
import type { Entity } from '../../../schema/model/entity.ts';
import { searchTerms } from '../../../schema/model/documents/search-terms.ts';
import { searchKey } from '../../../schema/model/search-key.ts';
import { comparable, similarity } from './text-similarity.ts';
import type { Comparable } from './text-similarity.ts';

interface Name {
  readonly key: string;
  readonly comparable: Comparable;
  readonly isLabel: boolean;
  readonly languages: ReadonlySet<string>;
}

export interface NameMatch {
  /** 0 to 100. */
  readonly score: number;
  /** The whole text is a name, but for what search keys fold. */
  readonly exact: boolean;
}

/** A name that only readers of other languages use says a little less, an alias than a label too. */
const OTHER_LANGUAGE = 0.98;
const ALIAS = 0.99;

/** They go with the entity, which is remembered elsewhere. */
const remembered = new WeakMap<Entity, readonly Name[]>();

export function nameMatch(text: string, entity: Entity, languages: readonly string[]): NameMatch {
  const key = searchKey(text);
  const wanted = comparable(key);
  let best: NameMatch = { score: 0, exact: false };
  for (const name of namesOf(entity)) {
    const exact = name.key === key;
    const weight =
      (name.isLabel ? 1 : ALIAS) *
      (languages.some((code) => name.languages.has(code)) ? 1 : OTHER_LANGUAGE);
    const score = weight * (exact ? 100 : similarity(wanted, name.comparable, best.score / weight));
    if (score > best.score) best = { score, exact: exact || best.exact };
  }
  return best;
}

function namesOf(entity: Entity): readonly Name[] {
  const known = remembered.get(entity);
  if (known !== undefined) return known;
  const byKey = new Map<string, { isLabel: boolean; languages: Set<string> }>();
  for (const { text, termType, language } of searchTerms(entity)) {
    const key = searchKey(text);
    const same = byKey.get(key) ?? { isLabel: false, languages: new Set() };
    if (termType === 'label') same.isLabel = true;
    same.languages.add(language);
    byKey.set(key, same);
  }
  const names = [...byKey].map(([key, each]) => ({ key, comparable: comparable(key), ...each }));
  remembered.set(entity, names);
  return names;
}
