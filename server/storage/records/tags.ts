/**
 * Tags: which of them are defined, and which changes have which.
 *
 * The tags that a revision was saved with are part of its hash. What was added or removed since
 * stands beside it, and is what every reader is shown.
 */
import type { NewLogEvent } from './log-events.ts';

export interface TagDefinition {
  readonly tag: string;
  /** What it is for, in the words of whoever defined it. */
  readonly description: string;
  /** Whether people may give it. */
  readonly active: boolean;
  /** Who defined it. */
  readonly userId: number;
  readonly userName: string;
  /** ISO 8601, whole seconds. */
  readonly created: string;
}

export interface TagUse {
  readonly tag: string;
  /** Revisions, and entries of the log that are no revisions. */
  readonly uses: number;
  readonly definition: TagDefinition | undefined;
}

/** A revision, or an entry of the log by its number in the store. */
export type TaggedChange = { readonly revisionId: number } | { readonly logId: number };

export interface TagEdit {
  readonly change: TaggedChange;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** Written, with what was really done as its parameters, where that is anything. */
  readonly event: NewLogEvent;
}

export interface EditedTags {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Of the entry that tells of it; `undefined` where nothing was to be done. */
  readonly logId: number | undefined;
}

export interface TagReads {
  /** Tags that changes have or that are defined, by name, from this one on. */
  tags(query: { readonly from?: string; readonly limit: number }): Promise<TagUse[]>;
  /** Those of them that are defined. */
  tagDefinitions(tags: readonly string[]): Promise<Map<string, TagDefinition>>;
  /** How many changes have the tag. */
  tagUses(tag: string): Promise<number>;
}

/** What is done to tags returns the number of the entry that tells of it. */
export interface TagWrites {
  /** `undefined` where the tag is defined already. */
  defineTag(
    definition: Omit<TagDefinition, 'created'>,
    event: NewLogEvent,
  ): Promise<number | undefined>;
  /** `undefined` where the tag is not defined, or is so already. */
  setTagActive(tag: string, active: boolean, event: NewLogEvent): Promise<number | undefined>;
  /** With its definition it goes from all changes. */
  deleteTag(tag: string, event: NewLogEvent): Promise<number>;
  /** `undefined` where there is no such change. */
  editTags(edit: TagEdit): Promise<EditedTags | undefined>;
}
