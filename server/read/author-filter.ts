/** Whose edits are meant by a name: an account's, or those made from an address. */
import type { AuthorFilter } from '../storage/records/history-lists.ts';
import type { RecordStore } from '../storage/records/record-store.ts';

export async function authorFilter(
  name: string,
  records: Pick<RecordStore, 'userByName'>,
): Promise<AuthorFilter> {
  const plain = name.replaceAll('_', ' ').trim();
  const user = await records.userByName(plain);
  return user === undefined ? { address: plain } : { userId: user.userId };
}
