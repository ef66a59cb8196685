/** What units are called in this wiki: finds the item that a text like `kg` means, and its name. */
import { searchKey } from '../../schema/model/search-key.ts';
import type { FoundEntity } from '../api/entities.ts';
import { loadNames, searchEntities } from '../api/entities.ts';
import type { Text } from '../view/text.ts';

/** How long a typist pauses before we ask. */
const PAUSE_MS = 120;

export class UnitNames {
  readonly #units = new Map<string, readonly FoundEntity[]>();
  readonly #labels = new Map<string, Text>();
  #request = new AbortController();

  /** The items that may be meant; `undefined` before `find` was asked for this text. */
  named(text: string): readonly FoundEntity[] | undefined {
    return this.#units.get(text);
  }

  label(id: string): Text | undefined {
    return this.#labels.get(id);
  }

  learn({ id, label }: Pick<FoundEntity, 'id' | 'label'>): void {
    this.#labels.set(id, label ?? { text: id, language: undefined });
  }

  /** Fails where another question came in between, or no answer came. */
  async find(text: string, language: string): Promise<void> {
    const signal = this.#next();
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    signal.throwIfAborted();
    const units = await this.#search(text, language, signal);
    for (const unit of units) this.learn(unit);
    this.#units.set(text, units);
  }

  /** Names are found by how they begin: a plural, where it is longer, by ever less of its end. */
  async #search(
    text: string,
    language: string,
    signal: AbortSignal,
  ): Promise<readonly FoundEntity[]> {
    for (const beginning of beginningsOf(text)) {
      const found = await searchEntities(beginning, 'item', language, signal);
      const units = unitsCalled(text, found);
      if (units.length > 0) return units;
    }
    return [];
  }

  async loadLabel(id: string, language: string): Promise<void> {
    const names = await loadNames([id], language);
    this.learn({ id, label: names.get(id)?.label });
  }

  stop(): void {
    this.#request.abort();
  }

  #next(): AbortSignal {
    this.stop();
    this.#request = new AbortController();
    return this.#request.signal;
  }
}

/**
 * `Mg` is not `mg`: only where nothing is written just so, the case may differ; and only where
 * nothing is spelt so, the ending, as it does between singular, plural and cases.
 */
export function unitsCalled(text: string, found: readonly FoundEntity[]): readonly FoundEntity[] {
  const key = searchKey(text);
  const tests: readonly ((name: string) => boolean)[] = [
    (name) => name === text,
    (name) => searchKey(name) === key,
    (name) => differsInEnding(searchKey(name), key),
  ];
  const candidates = tests.map((fits) => found.filter(({ matched }) => fits(matched)));
  return candidates.find((units) => units.length > 0) ?? [];
}

/** Letters that an inflected word may have more than its dictionary form, in most languages. */
const LONGEST_ENDING = 3;
/** Shorter words are symbols, which have no forms. */
const SHORTEST_STEM = 3;

export function beginningsOf(text: string): readonly string[] {
  const letters = Array.from(text);
  return Array.from({ length: LONGEST_ENDING + 1 }, (_, cut) => letters.length - cut)
    .filter((length, cut) => cut === 0 || isStem(length, letters.length))
    .map((length) => letters.slice(0, length).join(''));
}

function differsInEnding(name: string, text: string): boolean {
  const [a, b] = [Array.from(name), Array.from(text)];
  const differing = a.findIndex((letter, index) => letter !== b[index]);
  const shared = differing === -1 ? a.length : differing;
  const [ending, other] = [a.length - shared, b.length - shared];
  const shorter = Math.min(ending, other);
  const longer = Math.max(ending, other);
  const fits = shorter === 0 ? longer <= LONGEST_ENDING : longer === 1;
  return fits && isStem(shared, shared + longer);
}

function isStem(length: number, whole: number): boolean {
  return length >= SHORTEST_STEM && length > whole / 2;
}
