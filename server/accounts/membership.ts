/** The groups that somebody is in at this moment: those given to them, and `autoconfirmed`. */
import type { Autoconfirm } from '../../schema/model/documents/site-settings.ts';
import type { RecordStore, User } from '../storage/records/record-store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export async function currentGroups(
  { userId, groups, registered }: User,
  { days, edits }: Autoconfirm,
  records: Pick<RecordStore, 'editCount'>,
  nowMs: number,
): Promise<readonly string[]> {
  if (groups.includes('temp')) return groups;
  if (nowMs - Date.parse(registered) < days * DAY_MS) return groups;
  const isKnown = edits === 0 || (await records.editCount(userId)) >= edits;
  return isKnown ? [...groups, 'autoconfirmed'] : groups;
}
