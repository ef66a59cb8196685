/**
 * Which signed requests have been here: each is good once. Timestamps bound how long they have to be
 * remembered, and a request that was signed before this process began is refused.
 */

/** How far the clocks of clients may be off. */
const WINDOW_SECONDS = 300;
const LONGEST_NONCE = 128;

export class Nonces {
  readonly #nowSeconds: () => number;
  readonly #startSeconds: number;
  /** Those of this window, and of the one before. */
  #newer = new Set<string>();
  #older = new Set<string>();
  #turnsAt: number;

  constructor(nowMs: () => number = Date.now) {
    this.#nowSeconds = () => Math.floor(nowMs() / 1000);
    this.#startSeconds = this.#nowSeconds();
    this.#turnsAt = this.#startSeconds + 2 * WINDOW_SECONDS;
  }

  /** Whether this is the first request with the nonce, and one of now. */
  take(consumerId: string, nonce: string, timestamp: number): boolean {
    const now = this.#nowSeconds();
    const isOfNow =
      Number.isInteger(timestamp) &&
      Math.abs(timestamp - now) <= WINDOW_SECONDS &&
      timestamp >= this.#startSeconds;
    if (!isOfNow || nonce === '' || nonce.length > LONGEST_NONCE) return false;
    this.#forget(now);
    const key = `${consumerId} ${timestamp} ${nonce}`;
    if (this.#newer.has(key) || this.#older.has(key)) return false;
    this.#newer.add(key);
    return true;
  }

  /** A timestamp is good for at most two windows: from the future into the past. */
  #forget(now: number): void {
    if (now < this.#turnsAt) return;
    const isOld = now >= this.#turnsAt + 2 * WINDOW_SECONDS;
    this.#older = isOld ? new Set() : this.#newer;
    this.#newer = new Set();
    this.#turnsAt = now + 2 * WINDOW_SECONDS;
  }
}
