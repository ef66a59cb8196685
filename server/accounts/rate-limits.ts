/**
 * How often somebody may do something: edits, new accounts, attempts to log in, errors, queries.
 *
 * Counted in memory, by account where there is one, else by the household that an address belongs
 * to. The figures are those of Wikimedia's wikis where it has some.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { failure } from '../../schema/failures.ts';
import type { Failure } from '../../schema/failures.ts';
import { householdOf } from './addresses.ts';
import { rightsOf } from './rights.ts';
import type { Person } from './standing.ts';

interface Limit {
  readonly hits: number;
  readonly seconds: number;
}

/** Newcomers have an account, but are not known yet; `unnamed` have none, or a temporary one. */
type Standing = 'unnamed' | 'newcomer' | 'known';

export const EDITS: Readonly<Record<Standing, Limit>> = {
  unnamed: { hits: 8, seconds: 60 },
  newcomer: { hits: 8, seconds: 60 },
  known: { hits: 90, seconds: 60 },
};

// Of one household, whoever is behind it.
const ACCOUNTS: Limit = { hits: 6, seconds: 24 * 60 * 60 };
const TEMPORARY_ACCOUNTS: Limit = { hits: 6, seconds: 24 * 60 * 60 };
const GUESSES: Limit = { hits: 20, seconds: 60 };
const GUESSES_OF_ACCOUNT: Limit = { hits: 5, seconds: 60 };
/** More than one household alone may try, so that it takes several to slow down strangers. */
const GUESSES_OF_STRANGERS: Limit = { hits: 60, seconds: 10 * 60 };
const ERRORS: Limit = { hits: 30, seconds: 60 };
/** A minute of queries a minute; who asked for nothing before may ask for two at once. */
const QUERY_MILLISECONDS: Limit = { hits: 120_000, seconds: 120 };

/** One for the whole server: what it counts is all that it knows. */
export class RateLimits {
  readonly #enabled: boolean;
  readonly #counters = new Map<string, RateLimiterMemory>();

  constructor(enabled: boolean) {
    this.#enabled = enabled;
  }

  get enabled(): boolean {
    return this.#enabled;
  }

  /** Counts one more edit; a failure where that is one too many. */
  takeEdit(person: Person): Promise<Failure | undefined> {
    const standing = standingOf(person);
    return rightsOf(person).has('noratelimit')
      ? Promise.resolve(undefined)
      : this.#count(`edit ${standing}`, EDITS[standing], keyOf(person));
  }

  takeAccount(address: string): Promise<Failure | undefined> {
    return this.#count('account', ACCOUNTS, householdOf(address));
  }

  async takeTemporaryAccount(address: string): Promise<Failure | undefined> {
    const household = householdOf(address);
    const tooMuch = await this.#count('temporary account', TEMPORARY_ACCOUNTS, household);
    return tooMuch && { ...tooMuch, code: 'too-many-temporary-accounts' };
  }

  /** Before a password is verified, so that guessing costs the guesser and not us. */
  async takeGuess(name: string, address: string): Promise<Failure | undefined> {
    const household = householdOf(address);
    return (
      (await this.#count('guess', GUESSES, household)) ??
      (await this.#count('guess of account', GUESSES_OF_ACCOUNT, `${household} ${name}`))
    );
  }

  /**
   * Guesses at one account from households it was never used from, all together: many addresses
   * guess no faster than a few, and nobody is locked out of where they are at home.
   */
  takeStrangersGuess(name: string): Promise<Failure | undefined> {
    return this.#count('guess of strangers', GUESSES_OF_STRANGERS, name);
  }

  /** It was the account's owner, at a new place. */
  async giveBackStrangersGuess(name: string): Promise<void> {
    if (!this.#enabled) return;
    await this.#counter('guess of strangers', GUESSES_OF_STRANGERS).reward(name);
  }

  async takeError(address: string): Promise<void> {
    await this.#count('error', ERRORS, householdOf(address));
  }

  async takeQueryTime(address: string, milliseconds: number): Promise<void> {
    const points = Math.ceil(milliseconds);
    await this.#count('query', QUERY_MILLISECONDS, householdOf(address), points);
  }

  /** Whether errors or queries have used up what an address may have of them. */
  async usedUp(address: string): Promise<Failure | undefined> {
    return (
      (await this.#full('error', ERRORS, householdOf(address))) ??
      (await this.#full('query', QUERY_MILLISECONDS, householdOf(address)))
    );
  }

  async #count(name: string, limit: Limit, key: string, points = 1): Promise<Failure | undefined> {
    if (!this.#enabled) return undefined;
    try {
      await this.#counter(name, limit).consume(key, points);
      return undefined;
    } catch (error) {
      if (error instanceof RateLimiterRes) return tooMany(error.msBeforeNext);
      throw error;
    }
  }

  async #full(name: string, limit: Limit, key: string): Promise<Failure | undefined> {
    if (!this.#enabled) return undefined;
    const counted = await this.#counter(name, limit).get(key);
    return counted === null || counted.consumedPoints < limit.hits
      ? undefined
      : tooMany(counted.msBeforeNext);
  }

  #counter(name: string, { hits, seconds }: Limit): RateLimiterMemory {
    const known = this.#counters.get(name);
    if (known !== undefined) return known;
    const counter = new RateLimiterMemory({ points: hits, duration: seconds });
    this.#counters.set(name, counter);
    return counter;
  }
}

export function standingOf({ userId, groups }: Person): Standing {
  if (userId === 0 || groups.includes('temp')) return 'unnamed';
  return groups.includes('autoconfirmed') || groups.includes('confirmed') ? 'known' : 'newcomer';
}

/** A temporary account counts as its address: another one costs nothing. */
function keyOf(person: Person): string {
  const { userId, name, address } = person;
  if (userId === 0) return `address ${householdOf(name)}`;
  return standingOf(person) === 'unnamed' && address !== undefined
    ? `address ${householdOf(address)}`
    : `user ${userId}`;
}

function tooMany(msBeforeNext: number): Failure {
  const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return failure('rate-limited', { retryAfterSeconds });
}
