/** Under whose name a commit is saved. */
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
  if (account === undefined) return ok(commit);
  if (!account.ok) return account;
  return ok({ ...commit, author: authorOf(account.value, commit.author.bot) });
}
