/** Users beyond logging in: lists of them, their groups, temporary ones, and where they come from. */
import type { NewLogEvent } from './log-events.ts';
import type { User } from './record-store.ts';

export interface UserQuery {
  /** Names come in the order of their characters, from this one on. */
  readonly from?: string;
  readonly prefix?: string;
  /** Members of any of these groups. */
  readonly groups?: readonly string[];
  /** Temporary accounts as well; default false. */
  readonly temporary?: boolean;
  readonly limit: number;
}

export interface UserReads {
  users(query: UserQuery): Promise<User[]>;
  /** How many edits an account has made. */
  editCount(userId: number): Promise<number>;
  /** From where the account was used in the last 90 days. Never shown. */
  addressesOf(userId: number): Promise<string[]>;
}

/** Group → when the membership ends (ISO 8601, whole seconds); absent for one that does not end. */
export type GroupExpiries = Readonly<Record<string, string>>;

export interface NewGroups {
  /** What the change was made from. */
  readonly before: readonly string[];
  readonly groups: readonly string[];
  readonly expiries: GroupExpiries;
}

export interface UserWrites {
  /** False where they are in other groups by now than before: nothing is changed then. */
  setGroups(userId: number, change: NewGroups, event: NewLogEvent): Promise<boolean>;
  /** An account without a password, named after the year: `~2026-1`. */
  createTemporaryUser(): Promise<User>;
  /**
   * An account was used from an address: kept for blocks, and to tell its user from strangers who
   * guess its password; forgotten after 90 days. Noted once an hour at most.
   */
  noteAddress(userId: number, address: string): Promise<void>;
}
