/** What sort of thing a revision did to its page, as far as its summary says. */
import { parseSummary } from './edit-summary.ts';

export const changeCategories = [
  'creation',
  'terms',
  'sitelinks',
  'statements',
  'lexeme',
  'merge',
  'revert',
  'deletion',
  'other',
] as const;
export type ChangeCategory = (typeof changeCategories)[number];

export interface CategorizedChange {
  readonly parentRevisionId: number;
  readonly deletes: boolean;
  /** `undefined` where suppressed. */
  readonly summary: string | undefined;
}

export function changeCategory(change: CategorizedChange): ChangeCategory {
  if (change.deletes) return 'deletion';
  if (change.parentRevisionId === 0) return 'creation';
  const key = parseSummary(change.summary ?? '')?.key ?? '';
  return beginnings.find(([beginning]) => key.startsWith(beginning))?.[1] ?? 'other';
}

/** The first that fits counts. */
const beginnings: readonly (readonly [string, ChangeCategory])[] = [
  ['wbsetlabel', 'terms'],
  ['wbsetdescription', 'terms'],
  ['wbsetaliases', 'terms'],
  ['wbeditentity-update-languages', 'terms'],
  ['wbsetsitelink', 'sitelinks'],
  ['wblinktitles', 'sitelinks'],
  ['clientsitelink', 'sitelinks'],
  ['wbcreateclaim', 'statements'],
  ['wbsetclaim', 'statements'],
  ['wbremoveclaims', 'statements'],
  ['wbsetqualifier', 'statements'],
  ['wbremovequalifiers', 'statements'],
  ['wbsetreference', 'statements'],
  ['wbremovereferences', 'statements'],
  ['wbmerge', 'merge'],
  ['wblmerge', 'merge'],
  ['wbcreateredirect', 'merge'],
  ['undo', 'revert'],
  ['restore', 'revert'],
  ['rollback', 'revert'],
  ['undelete', 'revert'],
  ['wbladd', 'lexeme'],
  ['wblremove', 'lexeme'],
  ['wbledit', 'lexeme'],
  ['add-form', 'lexeme'],
  ['add-sense', 'lexeme'],
  ['remove-form', 'lexeme'],
  ['remove-sense', 'lexeme'],
  ['update-form', 'lexeme'],
  ['update-sense', 'lexeme'],
  ['set-form', 'lexeme'],
  ['set-sense', 'lexeme'],
];
