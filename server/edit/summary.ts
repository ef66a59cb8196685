/** The summary of an edit: Wikibase's magic comment, then the editor's own words. */
import { diffDocuments } from '../../schema/model/diff.ts';
import type { Document } from '../../schema/model/documents/kinds.ts';
import { buildSummary, tidyComment } from '../../schema/model/edit-summary.ts';
import type { EditSummary } from '../../schema/model/edit-summary.ts';
import { summaryOfDiff } from '../../schema/model/summary-of-diff.ts';
import type { Edit } from './edit.ts';

/** `before` is absent for a new page, `after` for a deletion. */
export function summaryOf(
  edit: Pick<Edit, 'summary' | 'comment' | 'ops'>,
  before: Document | undefined,
  after: Document | undefined,
): string {
  const magic = edit.summary ?? automaticSummary(edit, before, after);
  return buildSummary({ ...magic, comment: tidyComment(edit.comment ?? '') });
}

function automaticSummary(
  { ops }: Pick<Edit, 'ops'>,
  before: Document | undefined,
  after: Document | undefined,
): EditSummary {
  const emptied = before !== undefined && after !== undefined && after.type !== 'redirect';
  return emptied && ops.some(({ op }) => op === 'clear')
    ? { key: 'wbeditentity-override' }
    : summaryOfDiff(diffDocuments(before, after), after);
}
