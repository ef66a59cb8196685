/**
 * How often somebody may do something: edits, new accounts, attempts to log in, errors.
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

type LimitedAction = 'edit' | 'error';

const limits: Readonly<Record<LimitedAction, Readonly<Record<Standing, Limit>>>> = {
  edit: {
    unnamed: { hits: 8, seconds: 60 },
    newcomer: { hits: 8, seconds: 60 },
    known: { hits: 90, seconds: 60 },
  },
  error: {
    unnamed: { hits: 30, seconds: 60 },
    newcomer: { hits: 30, seconds: 60 },
    known: { hits: 30, seconds: 60 },
  },
};

/** Of one address, whoever is behind it. */
const ACCOUNTS_A_DAY: Limit = { hits: 6, seconds: 24 * 60 * 60 };
const TEMPORARY_ACCOUNTS_A_DAY: Limit = { hits: 6, seconds: 24 * 60 * 60 };
const GUESSES_OF_ADDRESS: Limit = { hits: 20, seconds: 60 };
const GUESSES_OF_ACCOUNT: Limit = { hits: 5, seconds: 60 };

/** One for the whole server: what it counts is all that it knows. */
export class RateLimits {
  readonly #enabled: boolean;
  readonly #counters = new Map<string, RateLimiterMemory>();

  constructor(enabled: boolean) {
    this.#enabled = enabled;
  }

  /** Counts one more; a failure where that is one too many. */
  take(action: LimitedAction, person: Person): Promise<Failure | undefined> {
    const limit = limitOf(action, person);
    return limit === undefined
      ? Promise.resolve(undefined)
      : this.#count(`${action} ${standingOf(person)}`, limit, keyOf(person));
  }

  /** Does not count, but tells whether there have been too many already. */
  async exceeded(action: LimitedAction, person: Person): Promise<Failure | undefined> {
    const limit = limitOf(action, person);
    if (!this.#enabled || limit === undefined) return undefined;
    const counter = this.#counter(`${action} ${standingOf(person)}`, limit);
    const counted = await counter.get(keyOf(person));
    return counted === null || counted.consumedPoints <= limit.hits
      ? undefined
      : tooMany(counted.msBeforeNext);
  }

  takeAccount(address: string): Promise<Failure | undefined> {
    return this.#count('account', ACCOUNTS_A_DAY, householdOf(address));
  }

  takeTemporaryAccount(address: string): Promise<Failure | undefined> {
    return this.#count('temporary account', TEMPORARY_ACCOUNTS_A_DAY, householdOf(address));
  }

  /** Before a password is verified, so that guessing costs the guesser and not us. */
  async takeGuess(name: string, address: string): Promise<Failure | undefined> {
    const household = householdOf(address);
    return (
      (await this.#count('guess', GUESSES_OF_ADDRESS, household)) ??
      (await this.#count('guess of account', GUESSES_OF_ACCOUNT, `${household} ${name}`))
    );
  }

  async #count(name: string, limit: Limit, key: string): Promise<Failure | undefined> {
    if (!this.#enabled) return undefined;
    try {
      await this.#counter(name, limit).consume(key);
      return undefined;
    } catch (error) {
      if (error instanceof RateLimiterRes) return tooMany(error.msBeforeNext);
      throw error;
    }
  }

  #counter(name: string, { hits, seconds }: Limit): RateLimiterMemory {
    const known = this.#counters.get(name);
    if (known !== undefined) return known;
    const counter = new RateLimiterMemory({ points: hits, duration: seconds });
    this.#counters.set(name, counter);
    return counter;
  }
}

/** As `meta=userinfo` tells it; `undefined` for those to whom no limit applies. */
export function limitOf(action: LimitedAction, person: Person): Limit | undefined {
  return rightsOf(person).has('noratelimit') ? undefined : limits[action][standingOf(person)];
}

export function standingOf({ userId, groups }: Person): Standing {
  if (userId === 0 || groups.includes('temp')) return 'unnamed';
  return groups.includes('autoconfirmed') || groups.includes('confirmed') ? 'known' : 'newcomer';
}

/** A temporary account counts as its address: another one costs nothing. */
function keyOf(person: Person): string {
  const { userId, name, address } = person;
  const isNamed = standingOf(person) !== 'unnamed';
  return isNamed || (userId !== 0 && address === undefined)
    ? `user ${userId}`
    : `address ${householdOf(userId === 0 ? name : (address ?? name))}`;
}

function tooMany(msBeforeNext: number): Failure {
  const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return failure('rate-limited', { retryAfterSeconds });
}
