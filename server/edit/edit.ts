/**
 * What every door hands to `saveEdit`, and what it gets back.
 */
import type { Datatype } from '../../schema/datatypes.ts';
import type { Failure, Result } from '../../schema/failures.ts';
import type { Document, DocumentKind } from '../../schema/model/documents/kinds.ts';
import type { Right } from '../accounts/rights.ts';
import type { EditSummary } from '../../schema/model/edit-summary.ts';
import type { User } from '../storage/records/record-store.ts';
import type { ChangeOp } from './change-ops/change-op.ts';

/** Who edits, as the door found out. */
export interface Actor {
  /** 0 for somebody who is not logged in; `name` is then their address. */
  readonly userId: User['userId'];
  readonly name: string;
  readonly groups: readonly string[];
  /** What a bot password or a token was given: of all rights only these remain. */
  readonly grants?: readonly Right[];
  /** Of somebody with an account: where the request came from. */
  readonly address?: string;
  /** Makes the account under which an edit of somebody without one is saved, and logs them in. */
  readonly signUp?: () => Promise<Result<Actor>>;
}

export type EditTarget =
  | { readonly kind: 'existing'; readonly id: string }
  | { readonly kind: 'new-item' }
  | { readonly kind: 'new-property'; readonly datatype: Datatype }
  | { readonly kind: 'new-lexeme'; readonly language: string; readonly lexicalCategory: string }
  /** A page with an id of the sender's choice: titled pages, and entities in imports and seeds. */
  | { readonly kind: 'new-with-id'; readonly document: Document };

export interface Edit {
  readonly actor: Actor;
  readonly target: EditTarget;
  readonly ops: readonly ChangeOp[];
  /** The revision the editor saw; without it the newest one is the base. */
  readonly baseRevisionId?: number;
  /** `refuse`: the base must still be the newest revision. Default: `merge` what gets along. */
  readonly conflicts?: 'merge' | 'refuse';
  /** The editor's own words. */
  readonly comment?: string;
  /** The magic summary, where the door knows better than the diff. */
  readonly summary?: MagicSummary;
  readonly tags?: readonly string[];
  readonly minor?: boolean;
  readonly bot?: boolean;
  readonly idempotencyKey?: string;
  /**
   * The edit brings back what the page held before (undo, restore): its `replace` is not judged by
   * rules that may be newer than the content, nor by what has been deleted since.
   */
  readonly restores?: boolean;
  /** What the edit takes back, where it was made for that. */
  readonly reverts?: Reverts;
}

export interface Reverts {
  readonly tag: 'mw-undo' | 'mw-rollback' | 'mw-manual-revert';
  /** The revisions of the page that are taken back: these, or all after one. */
  readonly revisions: readonly number[] | { readonly after: number; readonly through?: number };
}

/** All of a summary but the editor's own words. */
export type MagicSummary = Omit<EditSummary, 'comment'>;

/** An edit whose operations follow from what the page holds: nobody has to read it twice. */
export interface PlannedEdit extends Omit<Edit, 'ops' | 'summary'> {
  /**
   * Changes nothing; asked again when somebody else was faster. `base` is what the editor saw, in
   * revision `baseRevisionId` (0 for a new page).
   */
  plan(base: Document, baseRevisionId: number): Result<EditPlan> | Promise<Result<EditPlan>>;
}

export type EditPlan = Pick<Edit, 'ops' | 'summary'>;

/**
 * How an edit got along with what others did since its base: it did not have to, it was merged with
 * theirs, or what it left to say was merged with the editor's own later word.
 */
export type Merge = 'none' | 'clean' | 'self-conflict';

export type EditResult =
  | {
      readonly outcome: 'saved';
      readonly id: string;
      readonly kind: DocumentKind;
      /** As saved, with its final id; of a deleted page what it last held. */
      readonly document: Document;
      readonly revisionId: number;
      readonly parentRevisionId: number;
      readonly timestamp: string;
      readonly merge: Merge;
      /** What could not be judged, and was saved as it was written. */
      readonly warnings: readonly Failure[];
    }
  /** Nothing would change: no revision was made. */
  | {
      readonly outcome: 'unchanged';
      readonly id: string;
      readonly kind: DocumentKind;
      readonly document: Document;
      readonly revisionId: number;
      readonly timestamp: string;
    }
  | { readonly outcome: 'rejected'; readonly failures: readonly Failure[] };
