/** Facts about pages, remembered until their page changes. An answer is never older than its call. */
import type { RecordStore } from '../storage/records/record-store.ts';

/** With more changes than this since the last call, forgetting everything is cheaper. */
const MOST_CHANGES = 5_000;

export interface DocumentCacheOptions<Fact> {
  readonly records: Pick<RecordStore, 'head' | 'changedPages'>;
  /** Finds the facts about those of the pages that exist. */
  readonly load: (ids: readonly string[]) => Promise<ReadonlyMap<string, Fact>>;
  /** How much room a fact takes, in units of the caller's choice. */
  readonly weigh: (fact: Fact | undefined) => number;
  /** Room for all facts together; those used longest ago make way. */
  readonly capacity: number;
}

interface Entry<Fact> {
  /** `undefined` for a page that does not exist. */
  readonly fact: Fact | undefined;
  readonly weight: number;
}

export class DocumentCache<Fact> {
  readonly #options: DocumentCacheOptions<Fact>;
  /** In the order of use, longest ago first. */
  readonly #entries = new Map<string, Entry<Fact>>();
  #weight = 0;
  #sequence = 0;
  #catchingUp: { readonly sequence: number; readonly done: Promise<void> } | undefined;

  constructor(options: DocumentCacheOptions<Fact>) {
    this.#options = options;
  }

  async get(id: string): Promise<Fact | undefined> {
    return (await this.getMany([id])).get(id);
  }

  /** Pages that do not exist are left out. */
  async getMany(ids: Iterable<string>): Promise<Map<string, Fact>> {
    await this.#catchUp();
    const found = new Map<string, Fact>();
    const missing: string[] = [];
    for (const id of new Set(ids)) {
      const entry = this.#entries.get(id);
      if (entry === undefined) missing.push(id);
      else this.#use(id, entry);
      if (entry?.fact !== undefined) found.set(id, entry.fact);
    }
    if (missing.length === 0) return found;
    const sequence = this.#sequence;
    const loaded = await this.#options.load(missing);
    for (const id of missing) {
      const fact = loaded.get(id);
      if (fact !== undefined) found.set(id, fact);
      // What was loaded may be older than what another call has learnt meanwhile.
      if (sequence === this.#sequence) this.#remember(id, fact);
    }
    return found;
  }

  /** For facts that depend on more than their page. */
  forget(ids: Iterable<string>): void {
    for (const id of ids) this.#forget(id);
  }

  /** Forgets what has changed since the last call. Calls that come together share the work. */
  async #catchUp(): Promise<void> {
    const { sequence } = await this.#options.records.head();
    if (sequence <= this.#sequence) return;
    if (this.#catchingUp === undefined || this.#catchingUp.sequence < sequence) {
      const catchingUp = { sequence, done: this.#forgetChangesUpTo(sequence) };
      this.#catchingUp = catchingUp;
      const ended = (): void => {
        if (this.#catchingUp === catchingUp) this.#catchingUp = undefined;
      };
      catchingUp.done.then(ended, ended);
    }
    await this.#catchingUp.done;
  }

  async #forgetChangesUpTo(sequence: number): Promise<void> {
    if (this.#entries.size > 0) {
      const changed = await this.#options.records.changedPages(this.#sequence, MOST_CHANGES);
      if (changed.length === MOST_CHANGES) this.#forgetAll();
      this.forget(changed);
    }
    this.#sequence = Math.max(this.#sequence, sequence);
  }

  #use(id: string, entry: Entry<Fact>): void {
    this.#entries.delete(id);
    this.#entries.set(id, entry);
  }

  #remember(id: string, fact: Fact | undefined): void {
    this.#forget(id);
    const weight = this.#options.weigh(fact);
    this.#entries.set(id, { fact, weight });
    this.#weight += weight;
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#options.capacity || oldest === id) break;
      this.#forget(oldest);
    }
  }

  #forget(id: string): void {
    this.#weight -= this.#entries.get(id)?.weight ?? 0;
    this.#entries.delete(id);
  }

  #forgetAll(): void {
    this.#entries.clear();
    this.#weight = 0;
  }
}
