/** Who may give which tags to a change of their own. */
import { failure } from '../../schema/failures.ts';
import type { Failure } from '../../schema/failures.ts';
import { tagFailures } from '../../schema/model/change-tags.ts';
import type { SiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { TagReads } from '../storage/records/tags.ts';
import { rightsOf } from './rights.ts';
import type { RightsHolder } from './rights.ts';

/** What is known of tags. */
export interface TagStore {
  readonly records: Pick<TagReads, 'tagDefinitions'>;
  readonly site: { current(): Promise<SiteSettings> };
}

/** Asked at every door by which tags come in. */
export async function refusedTags(
  tags: readonly string[],
  actor: RightsHolder,
  store: TagStore,
): Promise<Failure[]> {
  if (tags.length === 0) return [];
  const refused = await unusableTags(tags, store);
  if (refused.length > 0) return refused;
  const right = 'applychangetags';
  return rightsOf(actor).has(right) ? [] : [failure('permission-denied', { right })];
}

/** Tags that nobody may give: malformed or the software's, or not active where only such count. */
export async function unusableTags(
  tags: readonly string[],
  { records, site }: TagStore,
): Promise<Failure[]> {
  const malformed = tagFailures(tags);
  if (malformed.length > 0 || tags.length === 0) return malformed;
  const { onlyDefined } = (await site.current()).tags;
  if (!onlyDefined) return [];
  const defined = await records.tagDefinitions(tags);
  return tags.flatMap((tag, index) =>
    defined.get(tag)?.active === true
      ? []
      : [failure('tag-not-allowed', { tag }, `/tags/${index}`)],
  );
}
