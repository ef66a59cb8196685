/** Blocks: who may not edit, from which addresses, where on the wiki, and until when. */
import type { DocumentKind } from '../../../schema/model/documents/kinds.ts';
import type { NewLogEvent } from './log-events.ts';

/** What a block closes and leaves open. */
export interface BlockTerms {
  /** ISO 8601, whole seconds; `undefined` for a block without an end. */
  readonly expires: string | undefined;
  readonly reason: string;
  /** A partial block closes these and nothing else; `undefined` closes the whole wiki. */
  readonly only:
    | { readonly pages: readonly string[]; readonly kinds: readonly DocumentKind[] }
    | undefined;
  /** Of an address or a range: people with an account may edit from there. */
  readonly anonymousOnly: boolean;
  readonly noAccountCreation: boolean;
  /** Of an account: the addresses it has lately been used from are blocked as well. */
  readonly autoblock: boolean;
  /** The blocked may still answer on their own talk page. */
  readonly ownTalkPage: boolean;
}

export interface Block extends BlockTerms {
  readonly blockId: number;
  /** The name of an account, an address, a range in CIDR notation; of an automatic one `#NUMBER`. */
  readonly target: string;
  /** 0 for an address and a range. */
  readonly userId: number;
  /**
   * Of an address that a blocked account has used lately. It has a number of its own, and nothing
   * in it leads to the account.
   */
  readonly automatic: boolean;
  readonly byId: number;
  readonly byName: string;
  /** ISO 8601, whole seconds. */
  readonly created: string;
}

export interface NewBlock extends BlockTerms {
  readonly target: string;
  readonly userId: number;
  readonly by: NewLogEvent['author'];
}

export interface BlockQuery {
  readonly blockIds?: readonly number[];
  readonly targets?: readonly string[];
  readonly targetIs?: 'account' | 'address';
  /** Only those of temporary accounts, or none of them. */
  readonly temporary?: boolean;
  /** Blocks older than this one. */
  readonly before?: number;
  /** Blocks newer than this one. */
  readonly after?: number;
  /** Whole seconds since the epoch, both included. */
  readonly sinceSeconds?: number;
  readonly untilSeconds?: number;
  /** Default: `newest-first`. */
  readonly order?: 'newest-first' | 'oldest-first';
  readonly limit: number;
}

/** Reads never give a block that has ended. */
export interface BlockReads {
  /**
   * All that may apply to somebody with this account (0 without one) at this address: blocks of the
   * account, of the `networks` (the address and the ranges that hold it), and automatic ones of the
   * address, where other accounts with `autoblock` were used from it within the last day.
   */
  blocksOn(whom: {
    readonly userId: number;
    readonly networks: readonly string[];
  }): Promise<Block[]>;
  blocks(query: BlockQuery): Promise<Block[]>;
}

export interface BlockWrites {
  /** A target has one block at most: `undefined` where it has one that must not be replaced. */
  addBlock(block: NewBlock, replaces: boolean, event: NewLogEvent): Promise<Block | undefined>;
  /** False where there was none. */
  removeBlock(blockId: number, event: NewLogEvent): Promise<boolean>;
}
