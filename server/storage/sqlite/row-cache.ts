/**
 * Keeps what was read from the file, up to about a total weight.
 *
 * Two generations: what is used moves to the young one; when that is full, it becomes the old one
 * and the old one goes. So what was not used for long leaves, without a Map that is ever reordered
 * (deleting and inserting at every hit cost ten times as much).
 */
export class RowCache<Key, Value> {
  #young = new Map<Key, Value>();
  #old = new Map<Key, Value>();
  #weight = 0;
  readonly #halfCapacity: number;
  readonly #weightOf: (value: Value) => number;

  /** `capacity` is in the unit of the weights: bytes, or entries where each weighs 1. */
  constructor(capacity: number, weightOf: (value: Value) => number = () => 1) {
    this.#halfCapacity = capacity / 2;
    this.#weightOf = weightOf;
  }

  get(key: Key): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: Key, value: Value): void {
    const weight = this.#weightOf(value);
    // what the key had before is neither kept nor weighed any more
    this.delete(key);
    if (weight > this.#halfCapacity) return;
    this.#weight += weight;
    if (this.#weight > this.#halfCapacity) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#weight = weight;
    }
    this.#young.set(key, value);
  }

  delete(key: Key): void {
    const young = this.#young.get(key);
    if (young !== undefined) this.#weight -= this.#weightOf(young);
    this.#young.delete(key);
    this.#old.delete(key);
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
    this.#weight = 0;
  }
}
