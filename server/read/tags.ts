/** All tags there are: those that changes have, those that are defined, those of the software. */
import { isSoftwareTag, softwareTags } from '../../schema/model/change-tags.ts';
import type { SiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { TagDefinition, TagReads } from '../storage/records/tags.ts';

export interface TagInfo {
  readonly tag: string;
  readonly uses: number;
  /** Who gives it; `undefined` for a tag that nobody defined. */
  readonly source: 'software' | 'people' | undefined;
  /** Whether changes still get it. */
  readonly active: boolean;
  readonly definition: TagDefinition | undefined;
}

/** By name, from this one on. */
export async function readTags(
  { from = '', limit }: { readonly from?: string; readonly limit: number },
  records: TagReads,
  { tags: rules }: SiteSettings,
): Promise<TagInfo[]> {
  const stored = await records.tags({ from, limit });
  const known = new Set(stored.map(({ tag }) => tag));
  const unused = softwareTags.filter((tag) => tag >= from && !known.has(tag));
  return [...stored, ...unused.map((tag) => ({ tag, uses: 0, definition: undefined }))]
    .toSorted((a, b) => Buffer.compare(Buffer.from(a.tag), Buffer.from(b.tag)))
    .slice(0, limit)
    .map((use) => ({ ...use, ...standingOf(use.tag, use.definition, rules) }));
}

function standingOf(
  tag: string,
  definition: TagDefinition | undefined,
  { switchedOff }: SiteSettings['tags'],
): Pick<TagInfo, 'source' | 'active'> {
  if (isSoftwareTag(tag)) return { source: 'software', active: !switchedOff.includes(tag) };
  return definition === undefined
    ? { source: undefined, active: false }
    : { source: 'people', active: definition.active };
}
