/** The operations an edit is made of. Each says what to change, none says how it was asked for. */
import type { Datatype } from '../../../schema/datatypes.ts';
import type { Document } from '../../../schema/model/documents/kinds.ts';
import type { EntityId, FormId, ItemId, SenseId } from '../../../schema/model/entity-id.ts';
import type { Snak } from '../../../schema/model/snak.ts';
import type { Rank, Reference, Statement, StatementId } from '../../../schema/model/statement.ts';

/** The list of terms an operation means: a lexeme has lemmas, its forms representations … */
export type TermField = 'labels' | 'descriptions' | 'lemmas';

/** A statement that gets an id where it has none. */
export type NewStatement = Omit<Statement, 'id'> & { readonly id?: StatementId };

export type ChangeOp =
  | {
      readonly op: 'set-term';
      readonly field: TermField;
      readonly language: string;
      readonly value: string;
    }
  | { readonly op: 'remove-term'; readonly field: TermField; readonly language: string }
  | { readonly op: 'set-aliases'; readonly language: string; readonly values: readonly string[] }
  | { readonly op: 'add-aliases'; readonly language: string; readonly values: readonly string[] }
  | { readonly op: 'remove-aliases'; readonly language: string; readonly values: readonly string[] }
  /**
   * A statement whose id exists is replaced where it stands or moved to `index` (a position among
   * the statements of its property); any other is added, at the end of its property by default.
   */
  | {
      readonly op: 'set-statement';
      readonly subject?: EntityId;
      readonly statement: NewStatement;
      readonly index?: number;
    }
  | { readonly op: 'remove-statement'; readonly id: StatementId }
  | { readonly op: 'set-main-snak'; readonly id: StatementId; readonly snak: Snak }
  | { readonly op: 'set-rank'; readonly id: StatementId; readonly rank: Rank }
  /** With `replaces` (a snak hash) in that qualifier's place, else added. */
  | {
      readonly op: 'set-qualifier';
      readonly id: StatementId;
      readonly snak: Snak;
      readonly replaces?: string;
    }
  | { readonly op: 'remove-qualifier'; readonly id: StatementId; readonly hash: string }
  | {
      readonly op: 'set-reference';
      readonly id: StatementId;
      readonly reference: Reference;
      readonly replaces?: string;
      readonly index?: number;
    }
  | { readonly op: 'remove-reference'; readonly id: StatementId; readonly hash: string }
  /** An absent `title` or `badges` stays as it is. */
  | {
      readonly op: 'set-sitelink';
      readonly site: string;
      readonly title?: string;
      readonly badges?: readonly ItemId[];
    }
  | { readonly op: 'remove-sitelink'; readonly site: string }
  | { readonly op: 'set-lexeme'; readonly language?: ItemId; readonly lexicalCategory?: ItemId }
  | {
      readonly op: 'set-form';
      /** Absent for a new form. */
      readonly id?: FormId;
      readonly representations?: ReadonlyMap<string, string>;
      readonly grammaticalFeatures?: readonly ItemId[];
      readonly statements?: readonly NewStatement[];
    }
  | { readonly op: 'remove-form'; readonly id: FormId }
  | {
      readonly op: 'set-sense';
      readonly id?: SenseId;
      readonly glosses?: ReadonlyMap<string, string>;
      readonly statements?: readonly NewStatement[];
    }
  | { readonly op: 'remove-sense'; readonly id: SenseId }
  /** Empties the entity; its id and datatype stay. */
  | { readonly op: 'clear' }
  | { readonly op: 'set-datatype'; readonly datatype: Datatype }
  /** The whole page at once: restore, undo, pages of text, settings. */
  | { readonly op: 'replace'; readonly document: Document }
  | { readonly op: 'redirect'; readonly target: EntityId }
  | { readonly op: 'delete' };
