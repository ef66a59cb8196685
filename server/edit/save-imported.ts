/**
 * The bulk entrance, for imports and seeds: whole documents with ids of their own, many in one
 * commit. What is there already and says the same is left alone, so an import can be repeated.
 */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Failure, Result } from '../../schema/failures.ts';
import type { Datatype } from '../../schema/datatypes.ts';
import { kindOfId } from '../../schema/model/documents/kinds.ts';
import type { Document, DocumentKind } from '../../schema/model/documents/kinds.ts';
import { hasKind } from '../../schema/model/documents/site-settings.ts';
import type { SiteSettings } from '../../schema/model/documents/site-settings.ts';
import { buildSummary } from '../../schema/model/edit-summary.ts';
import type { PropertyId } from '../../schema/model/entity-id.ts';
import { writeStored } from '../../schema/model/stored-json.ts';
import { normalizeText } from '../../schema/model/well-formed-text.ts';
import type { DocumentChange, SavedRevision } from '../storage/records/commit.ts';
import { isEntity } from './change-ops/document.ts';
import type { EditContext } from './edit-context.ts';
import type { Actor } from './edit.ts';
import { authorOf } from './prepare-edit.ts';
import { lackingRights } from './required-rights.ts';
import { tidyComment } from '../../schema/model/edit-summary.ts';
import { judgeEntity } from './validate/entity.ts';
import type { Facts } from './validate/facts.ts';
import { validateImported } from './validate/imported.ts';
import { editLimits, importLimits } from './validate/limits.ts';
import { validateSize } from './validate/page.ts';
import { newSnaks } from './validate/statements.ts';
import { malformedTexts } from './validate/text.ts';

export interface ImportOptions {
  /** Needs the right `import`. */
  readonly actor: Actor;
  readonly comment: string;
  readonly tags?: readonly string[];
  /**
   * `lenient` takes what dumps hold. `strict` judges the shape as an edit's; only whether an
   * entity exists that a value points to is not asked, as it may come later. Default: `lenient`.
   */
  readonly checks?: 'lenient' | 'strict';
}

export interface ImportOutcome {
  readonly saved: readonly SavedRevision[];
  /** Ids of documents that were there already, with the same content. */
  readonly unchanged: readonly string[];
  readonly rejected: readonly RejectedDocument[];
}

export interface RejectedDocument {
  readonly id: string;
  readonly failures: readonly Failure[];
}

/** A commit of more holds up everybody else's edits. */
const CHANGES_PER_COMMIT = 500;
const BYTES_PER_COMMIT = 4_000_000;

/** Saves some hundred documents at once. Where one id comes twice, the later document counts. */
export async function saveImported(
  documents: readonly Document[],
  options: ImportOptions,
  context: EditContext,
): Promise<Result<ImportOutcome>> {
  const denied = lackingRights(options.actor, ['edit', 'import']);
  if (denied.length > 0) return failed(...denied);
  const byId = new Map<string, Document>(documents.map((document) => [document.id, document]));
  const judge = await judgeOf([...byId.values()], options, context);
  const rejected: RejectedDocument[] = [];
  const accepted: Draft[] = [];
  for (const [id, document] of byId) {
    const judged = judge(document);
    if (judged.ok) accepted.push({ id, ...judged.value });
    else rejected.push({ id, failures: judged.failures });
  }
  const { changes, unchanged } = await changesOf(accepted, options, context);
  const saved: SavedRevision[] = [];
  for (const batch of batches(changes)) {
    const revisions = await commitAll(batch, options, context);
    if (!revisions.ok) return revisions;
    saved.push(...revisions.value);
  }
  return ok({ saved, unchanged, rejected });
}

interface Draft {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly content: string;
}

type Judge = (document: Document) => Result<Omit<Draft, 'id'>>;

async function judgeOf(
  documents: readonly Document[],
  { checks = 'lenient' }: ImportOptions,
  context: EditContext,
): Promise<Judge> {
  const strict = checks === 'strict';
  const site =
    documents.find((document) => document.type === 'site-settings') ??
    (await context.site.current());
  const facts = strict ? await factsOf(documents, site, context) : undefined;
  const limits = strict ? editLimits : importLimits;
  return (document) => {
    const { id } = document;
    const kind = kindOfId(id);
    if (kind === undefined)
      return failed(failure('malformed-entity-id', { field: 'id', value: id }));
    if (!hasKind(site, kind)) return failed(failure('unknown-document-kind', { kind }));
    const content = writeStored(document);
    const failures = [
      ...malformedTexts(content),
      ...validateSize(content, undefined, limits.sizeBytes),
      ...validateImported(document),
      ...(facts === undefined || !isEntity(document)
        ? []
        : judgeEntity(undefined, document, newSnaks(undefined, document), facts, limits)),
    ];
    return failures.length > 0
      ? failed(...failures)
      : ok({ kind, content: normalizeText(content) });
  };
}

/** Properties and settings may come with the documents that need them. */
async function factsOf(
  documents: readonly Document[],
  site: SiteSettings,
  context: EditContext,
): Promise<Facts> {
  const datatypes = new Map<PropertyId, Datatype>();
  const used = new Set<PropertyId>();
  for (const document of documents) {
    if (document.type === 'property') datatypes.set(document.id, document.datatype);
    if (!isEntity(document)) continue;
    for (const { snak } of newSnaks(undefined, document)) used.add(snak.property);
  }
  const storedDatatypeOf = await context.properties.datatypesOf(used);
  return {
    datatypeOf: (property) => datatypes.get(property) ?? storedDatatypeOf(property),
    exists: () => true,
    site,
  };
}

async function changesOf(
  drafts: readonly Draft[],
  { comment, tags = [] }: ImportOptions,
  { storage: { records } }: EditContext,
): Promise<{ changes: DocumentChange[]; unchanged: string[] }> {
  const stored = await records.documents(drafts.map(({ id }) => id));
  const unchanged = drafts.filter(({ id, content }) => stored.get(id)?.content === content);
  const same = new Set(unchanged.map(({ id }) => id));
  const words = tidyComment(comment);
  const changes = drafts
    .filter(({ id }) => !same.has(id))
    .map(({ id, kind, content }): DocumentChange => {
      const former = stored.get(id);
      const key = former === undefined ? `wbeditentity-create-${kind}` : 'wbeditentity-override';
      return {
        kind,
        documentId: id,
        parentRevisionId: former?.revisionId ?? 0,
        content,
        summary: buildSummary({ key, comment: words }),
        tags,
        minor: false,
      };
    });
  return { changes, unchanged: [...same] };
}

function* batches(changes: readonly DocumentChange[]): Generator<DocumentChange[]> {
  let batch: DocumentChange[] = [];
  let bytes = 0;
  for (const change of changes) {
    const size = change.content?.length ?? 0;
    if (
      batch.length === CHANGES_PER_COMMIT ||
      (batch.length > 0 && bytes + size > BYTES_PER_COMMIT)
    ) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(change);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/** What others changed or deleted meanwhile is overwritten: the import holds the newer truth. */
async function commitAll(
  batch: readonly DocumentChange[],
  { actor }: ImportOptions,
  { storage }: EditContext,
): Promise<Result<readonly SavedRevision[]>> {
  let changes = batch;
  for (;;) {
    const committed = await storage.commit({
      changes,
      author: authorOf(actor, true),
      keyConflicts: 'keep-holder',
    });
    switch (committed.outcome) {
      case 'saved':
      case 'repeated':
        return ok(committed.revisions);
      case 'stale': {
        const { documentId, latestRevisionId } = committed;
        changes = changes.map((change) =>
          change.documentId === documentId
            ? { ...change, parentRevisionId: latestRevisionId }
            : change,
        );
        break;
      }
      case 'refused':
        return failed(failure('read-only', { reason: committed.reason }));
      case 'key-taken':
        throw new Error('a commit that keeps keys with their holders cannot lack one');
    }
  }
}
