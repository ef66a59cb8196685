/** Whether a block stands between somebody and what they want to do. */
import { failure } from '../../schema/failures.ts';
import type { Failure } from '../../schema/failures.ts';
import type { DocumentKind } from '../../schema/model/documents/kinds.ts';
import type { Block, BlockReads } from '../storage/records/blocks.ts';
import { networksOf } from './addresses.ts';
import { rightsOf } from './rights.ts';
import type { RightsHolder } from './rights.ts';

/** Somebody who acts, as the door found out. */
export interface Person extends RightsHolder {
  /** Of an account its name, else an address. */
  readonly name: string;
  /** Where the request came from, for those with an account. */
  readonly address?: string;
}

export interface BlockedPage {
  readonly kind: DocumentKind;
  /** `undefined` for an entity that gets its id when it is saved. */
  readonly documentId: string | undefined;
}

/** The block that keeps them from editing the page, or with `undefined` from acting at all. */
export async function blockAgainst(
  person: Person,
  page: BlockedPage | undefined,
  records: BlockReads,
): Promise<Failure | undefined> {
  const blocks = await blocksOf(person, records);
  const block = blocks.find((each) => closes(each, person, page));
  return block && blockedBy(block);
}

/** Accounts are not made from behind a block that says so. */
export async function blockAgainstNewAccount(
  person: Person,
  records: BlockReads,
): Promise<Failure | undefined> {
  const blocks = await blocksOf(person, records);
  const block = blocks.find((each) => each.noAccountCreation && each.only === undefined);
  return block && blockedBy(block);
}

/** All that apply to them, the widest first. */
export async function blocksOf(person: Person, records: BlockReads): Promise<Block[]> {
  const address = person.userId === 0 ? person.name : person.address;
  const blocks = await records.blocksOn({
    userId: person.userId,
    networks: address === undefined ? [] : networksOf(address),
  });
  const exempt = rightsOf(person).has('ipblock-exempt');
  return blocks
    .filter((block) => isMeant(block, person, exempt))
    .toSorted((a, b) => Number(a.only !== undefined) - Number(b.only !== undefined));
}

/** Blocks of addresses leave alone who is exempt, and if they say so, everybody with a name. */
function isMeant(block: Block, person: Person, exempt: boolean): boolean {
  if (block.userId !== 0 && block.userId === person.userId) return true;
  if (exempt) return false;
  const isNamed = person.userId !== 0 && !person.groups.includes('temp');
  return !(isNamed && block.anonymousOnly);
}

function closes(block: Block, person: Person, page: BlockedPage | undefined): boolean {
  if (page === undefined) return block.only === undefined;
  if (block.only !== undefined) {
    const { pages, kinds } = block.only;
    const { kind, documentId } = page;
    return kinds.includes(kind) || (documentId !== undefined && pages.includes(documentId));
  }
  return !(block.ownTalkPage && page.documentId === `Talk:User:${person.name}`);
}

/** Says who blocked them and why, never whom the block was made for. */
export function blockedBy(block: Block): Failure {
  return failure('blocked', {
    by: block.byName,
    reason: block.reason,
    expires: block.expires ?? 'infinite',
    blockId: block.blockId,
    byId: block.byId,
    created: block.created,
    partial: Number(block.only !== undefined),
    anonymousOnly: Number(block.anonymousOnly),
    noAccountCreation: Number(block.noAccountCreation),
    ownTalkPage: Number(block.ownTalkPage),
    automatic: Number(block.automatic),
  });
}
