/** What may keep somebody from changing a page though they have the rights: a block, protection. */
import { failure } from '../../schema/failures.ts';
import type { Failure } from '../../schema/failures.ts';
import type { Right } from '../accounts/rights.ts';
import { rightsOf } from '../accounts/rights.ts';
import { blockAgainst } from '../accounts/standing.ts';
import type { BlockedPage } from '../accounts/standing.ts';
import type { ProtectionLevel } from '../storage/records/protections.ts';
import type { EditContext } from './edit-context.ts';
import type { Actor } from './edit.ts';
import { lackingRights } from './required-rights.ts';

const rightOfLevel: Readonly<Record<ProtectionLevel, Right>> = {
  autoconfirmed: 'editsemiprotected',
  sysop: 'editprotected',
};

/** For deeds that change no page: what is lacking, or the block of the whole wiki. */
export async function refusedTo(
  actor: Actor,
  required: readonly Right[],
  { storage: { records } }: EditContext,
): Promise<Failure[]> {
  const lacking = lackingRights(actor, required);
  if (lacking.length > 0) return lacking;
  const blocked = await blockAgainst(actor, undefined, records);
  return blocked === undefined ? [] : [blocked];
}

/** Every door comes through here, so none can forget it. */
export async function closedTo(
  actor: Actor,
  page: BlockedPage,
  { storage: { records } }: EditContext,
): Promise<Failure[]> {
  const blocked = await blockAgainst(actor, page, records);
  if (blocked !== undefined) return [blocked];
  if (page.documentId === undefined) return [];
  const protection = await records.protection(page.documentId);
  return protection === undefined || rightsOf(actor).has(rightOfLevel[protection.level])
    ? []
    : [failure('page-protected', { id: page.documentId, level: rightOfLevel[protection.level] })];
}
