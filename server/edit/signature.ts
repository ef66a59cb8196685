/** Under whose name a commit is saved, and from where it comes. */
import { ok } from '../../schema/failures.ts';
import type { Result } from '../../schema/failures.ts';
import type { Commit } from '../storage/records/commit.ts';
import type { Actor } from './edit.ts';
import { authorOf } from './prepare-edit.ts';

/**
 * Somebody without an account gets one, where the wiki gives them, when there is something to save
 * and not before.
 */
export async function signed(commit: Commit, actor: Actor): Promise<Result<Commit>> {
  const account = await actor.signUp?.();
  if (account === undefined) return ok(withAddress(commit, actor));
  if (!account.ok) return account;
  const author = authorOf(account.value, commit.author.bot);
  return ok(withAddress({ ...commit, author }, account.value));
}

/** A block that follows an account must know where it edits, not only where it logged in. */
function withAddress(commit: Commit, { userId, address }: Actor): Commit {
  return userId === 0 || address === undefined ? commit : { ...commit, address };
}
