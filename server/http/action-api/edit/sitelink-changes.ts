/** Sitelinks in `wbeditentity`'s `data` → operations. */
import type { ItemId } from '../../../../schema/model/entity-id.ts';
import { agrees, readList, readText } from '../../../../schema/model/json/reading.ts';
import type { JsonObject, Reading } from '../../../../schema/model/json/reading.ts';
import type { ChangeOp } from '../../../edit/change-ops/change-op.ts';
import { isRemoval, readItemId, readMembers } from './parts.ts';

export function siteLinkChanges(json: unknown, reading: Reading): ChangeOp[] {
  const ops: ChangeOp[] = [];
  readMembers(json, reading, (entry, key) => {
    const site = reading.at('site', entry['site'], readText);
    if (site === undefined || (key !== undefined && !agrees(key, site, reading))) return;
    const op = siteLinkChange(site, entry, reading);
    if (op !== undefined) ops.push(op);
  });
  return ops;
}

function siteLinkChange(site: string, entry: JsonObject, reading: Reading): ChangeOp | undefined {
  const title = entry['title'] === undefined ? undefined : reading.at('title', entry['title'], readText);
  const badges = entry['badges'] === undefined ? undefined : reading.at('badges', entry['badges'], readBadges);
  if (isRemoval(entry) || title === '' || (title === undefined && badges === undefined)) {
    return { op: 'remove-sitelink', site };
  }
  return {
    op: 'set-sitelink',
    site,
    ...(title === undefined ? {} : { title }),
    ...(badges === undefined ? {} : { badges }),
  };
}

function readBadges(json: unknown, reading: Reading): ItemId[] | undefined {
  return readList(json, reading, readItemId);
}

