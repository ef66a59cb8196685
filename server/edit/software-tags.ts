/** The tags that the software gives by itself: what an edit made of its page, and what it took back. */
import type { SoftwareTag } from '../../schema/model/change-tags.ts';
import type { Document } from '../../schema/model/documents/kinds.ts';
import type { SiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { DocumentChange } from '../storage/records/commit.ts';
import type { RecordStore } from '../storage/records/record-store.ts';
import { isEmptyEntity, isEntity } from './change-ops/document.ts';
import type { Edit, Reverts } from './edit.ts';

/** A page before and after a change, each with its stored text. */
interface PageChange {
  readonly documentId: string | undefined;
  /** Of the newest revision before the change. */
  readonly parentRevisionId: number;
  readonly before: Contents | undefined;
  readonly after: Contents | undefined;
}

interface Contents {
  readonly document: Document;
  readonly content: string;
}

const REVERTED = 'mw-reverted';
/** How many of the newest revisions are looked at for one that comes back. */
const LOOKS_BACK = 15;
/** Beyond this, the oldest of what was taken back stay unmarked. */
const MOST_MARKED = 1000;
/** A page loses more than nine tenths of its text. */
const REPLACED = 10;

type Tagging = Pick<DocumentChange, 'tags' | 'tagsEarlier'>;

/** All tags of a change: those its author gave, then those of the software. */
export async function taggingOf(
  { tags = [], reverts }: Pick<Edit, 'tags' | 'reverts'>,
  change: PageChange,
  records: Pick<RecordStore, 'history' | 'earlierSame'>,
  site: SiteSettings,
): Promise<Tagging> {
  const revert = reverts ?? (await manualRevert(change, records));
  const own = [...contentTags(change), ...(revert === undefined ? [] : [revert.tag])];
  const all = [...new Set([...tags, ...softwareTagsIn(own, site)])];
  if (revert === undefined || softwareTagsIn([REVERTED], site).length === 0) return { tags: all };
  const revisionIds = await revertedRevisions(revert, change, records);
  return { tags: all, tagsEarlier: { tag: REVERTED, revisionIds } };
}

/** Those of them that the software gives in this wiki. */
export function softwareTagsIn(
  tags: readonly SoftwareTag[],
  { tags: { switchedOff } }: SiteSettings,
): readonly SoftwareTag[] {
  return tags.filter((tag) => !switchedOff.includes(tag));
}

/** What the change made of the page. */
function contentTags({ before, after }: Pick<PageChange, 'before' | 'after'>): SoftwareTag[] {
  if (after === undefined) return [];
  const now = after.document;
  const then = before?.document;
  if (now.type === 'redirect') {
    if (then?.type !== 'redirect') return ['mw-new-redirect'];
    return now.target === then.target ? [] : ['mw-changed-redirect-target'];
  }
  if (before === undefined) return [];
  if (then?.type === 'redirect') return ['mw-removed-redirect'];
  if (isBlank(now)) return isBlank(before.document) ? [] : ['mw-blank'];
  return after.content.length * REPLACED < before.content.length ? ['mw-replace'] : [];
}

function isBlank(document: Document): boolean {
  if (isEntity(document)) return isEmptyEntity(document);
  return 'text' in document && document.text === '';
}

/** By hand, somebody made the page what it was a few revisions ago. */
async function manualRevert(
  { documentId, parentRevisionId, before, after }: PageChange,
  records: Pick<RecordStore, 'earlierSame'>,
): Promise<Reverts | undefined> {
  if (documentId === undefined || before === undefined || after === undefined) return undefined;
  const same = await records.earlierSame({
    documentId,
    content: after.content,
    before: parentRevisionId,
    among: LOOKS_BACK - 1,
  });
  return same === undefined ? undefined : { tag: 'mw-manual-revert', revisions: { after: same } };
}

/** Deletions are no edits that could be taken back by another. */
async function revertedRevisions(
  { revisions }: Reverts,
  { documentId = '', parentRevisionId }: PageChange,
  records: Pick<RecordStore, 'history'>,
): Promise<readonly number[]> {
  if (!('after' in revisions)) return revisions;
  const { after, through = parentRevisionId } = revisions;
  const range = { after, before: through + 1, limit: MOST_MARKED };
  const found = await records.history({ documentId, ...range });
  return found.filter(({ deletes }) => !deletes).map(({ revisionId }) => revisionId);
}
