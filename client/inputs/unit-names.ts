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
    const found = await searchEntities(text, 'item', language, signal);
    const units = unitsCalled(text, found);
    for (const unit of units) this.learn(unit);
    this.#units.set(text, units);
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

/** `Mg` is not `mg`: only where nothing is written just so, the case may differ. */
export function unitsCalled(text: string, found: readonly FoundEntity[]): readonly FoundEntity[] {
  const exact = found.filter(({ matched }) => matched === text);
  const key = searchKey(text);
  return exact.length > 0 ? exact : found.filter(({ matched }) => searchKey(matched) === key);
}
