/** Sitelinks in a piece of entity JSON → operations. */
import { itemIds } from '../../../schema/model/json/read-terms.ts';
import { readKeyed, readObject, readText } from '../../../schema/model/json/reading.ts';
import type { Reading } from '../../../schema/model/json/reading.ts';
import type { ChangeOp } from '../change-ops/change-op.ts';
import { isMarked } from './terms.ts';

type SiteLinkOp = Extract<ChangeOp, { op: 'set-sitelink' | 'remove-sitelink' }>;

export function siteLinkOps(json: unknown, reading: Reading): ChangeOp[] {
  return readKeyed(json, reading, siteLinkOp, ({ site }) => site);
}

/** Without title and badges, or with an empty title, the link goes. */
function siteLinkOp(json: unknown, reading: Reading): SiteLinkOp | undefined {
  const object = readObject(json, reading);
  if (object === undefined) return undefined;
  const site = reading.at('site', object['site'], readText);
  const title = reading.optional(object, 'title', readText, undefined);
  const badges = reading.optional(object, 'badges', itemIds, undefined);
  if (site === undefined) return undefined;
  const empty = title === '' || (title === undefined && object['badges'] === undefined);
  if (empty || isMarked(object, 'remove')) return { op: 'remove-sitelink', site };
  return {
    op: 'set-sitelink',
    site,
    ...(title === undefined ? {} : { title }),
    ...(badges === undefined ? {} : { badges }),
  };
}
