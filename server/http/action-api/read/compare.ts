/** `compare`: what is different between two revisions, as a piece of a page. */
import { diffView } from '../../../../client/view/diff-view.ts';
import { failure } from '../../../../schema/failures.ts';
import { diffDocuments } from '../../../../schema/model/diff.ts';
import { fallbackChain } from '../../../../schema/model/languages/fallback.ts';
import { readStored } from '../../../../schema/model/stored-json.ts';
import type { StoredRevision } from '../../../storage/records/record-store.ts';
import { diffMarkup } from '../../pages/diff.ts';
import { viewContext } from '../../pages/view-context.ts';
import { mentionedIn } from '../../pages/mentioned.ts';
import { titleOf } from '../../titles.ts';
import { contentKey } from '../format.ts';
import { ApiError, defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { findPages } from '../query/page-set.ts';
import { authorJson, commentJson } from '../query/revision-json.ts';

const props = [
  'comment',
  'diff',
  'diffsize',
  'ids',
  'parsedcomment',
  'rel',
  'size',
  'timestamp',
  'title',
  'user',
] as const;

const selectors = {
  title: { type: 'string' },
  id: { type: 'integer', min: 1 },
  rev: { type: 'integer', min: 0 },
} as const;

export const compareModule = defineModule({
  name: 'compare',
  parameters: {
    fromtitle: selectors.title,
    fromid: selectors.id,
    fromrev: selectors.rev,
    totitle: selectors.title,
    toid: selectors.id,
    torev: selectors.rev,
    torelative: { type: 'enum', values: ['cur', 'next', 'prev'] },
    prop: { type: 'list', values: props, default: 'diff|ids|title' },
    slots: { type: 'list', values: ['main'], all: true },
    difftype: { type: 'enum', values: ['table'], default: 'table' },
  },
  async run(values, request) {
    const from = await revisionNamed(
      { title: values.fromtitle, id: values.fromid, rev: values.fromrev },
      'fromrev',
      request,
    );
    if (from instanceof ApiError) return from;
    const other =
      values.torelative === undefined
        ? await revisionNamed(
            { title: values.totitle, id: values.toid, rev: values.torev },
            'torev',
            request,
          )
        : await relative(from, values.torelative, request);
    if (other instanceof ApiError) return other;
    const [before, after] = values.torelative === 'prev' ? [other, from] : [from, other];
    if (before.kind !== after.kind) return differentKinds(before, after);
    const wanted = new Set(values.prop);
    const facts = [
      ...(await sideFacts('from', before, wanted, request)),
      ...(await sideFacts('to', after, wanted, request)),
    ];
    // whatever is compared with erased text would look as if it had been added or removed
    if (before.contentSuppressed || after.contentSuppressed) {
      return { compare: Object.fromEntries(facts) };
    }
    const body =
      wanted.has('diff') || wanted.has('diffsize') ? await diff(before, after, request) : '';
    return {
      compare: {
        ...Object.fromEntries(facts),
        ...(wanted.has('diffsize') ? { diffsize: Buffer.byteLength(body) } : {}),
        ...(wanted.has('diff') ? { [contentKey(request, 'body')]: body } : {}),
      },
    };
  },
});

interface Selector {
  readonly title: string | undefined;
  readonly id: number | undefined;
  readonly rev: number | undefined;
}

/** A revision by its number, or the newest of a page. */
async function revisionNamed(
  { title, id, rev }: Selector,
  field: string,
  request: ApiRequest,
): Promise<StoredRevision | ApiError> {
  const { records } = request.services.edit.storage;
  if (rev !== undefined) {
    return (await records.revision(rev)) ?? noRevision(rev);
  }
  if (title === undefined && id === undefined) {
    return new ApiError('missingparam', [failure('missing-field', { field })]);
  }
  const { pages } = await findPages(
    {
      titles: title === undefined ? [] : [title],
      pageIds: id === undefined ? [] : [id],
      revisionIds: [],
      documentIds: [],
      followRedirects: false,
    },
    request,
  );
  const [page] = pages;
  const found = page?.newest && (await records.revision(page.newest.revisionId));
  return (
    found ??
    new ApiError('missingtitle', [failure('not-found', { what: page?.title ?? String(id) })])
  );
}

async function relative(
  { documentId, revisionId, parentRevisionId }: StoredRevision,
  which: 'cur' | 'next' | 'prev',
  { services }: ApiRequest,
): Promise<StoredRevision | ApiError> {
  const { records } = services.edit.storage;
  if (which === 'prev') {
    return (await records.revision(parentRevisionId)) ?? noRevision(parentRevisionId);
  }
  const [found] = await records.history(
    which === 'cur'
      ? { documentId, limit: 1 }
      : { documentId, after: revisionId, order: 'oldest-first', limit: 1 },
  );
  const revision = found && (await records.revision(found.revisionId));
  return revision ?? noRevision(revisionId);
}

/** An item has no part in common with a page of text. */
function differentKinds(before: StoredRevision, after: StoredRevision): ApiError {
  const fault = failure('entity-type-mismatch', { id: after.documentId, expected: before.kind });
  return new ApiError('diff-incompatible', [fault]);
}

function noRevision(revision: number): ApiError {
  return new ApiError('nosuchrevid', [failure('unknown-revision', { revision })]);
}

async function sideFacts(
  side: 'from' | 'to',
  revision: StoredRevision,
  wanted: ReadonlySet<string>,
  request: ApiRequest,
): Promise<[string, unknown][]> {
  const site = await request.services.site.current();
  const { ns, title } = titleOf(revision, site);
  const comments = { comment: wanted.has('comment'), parsed: wanted.has('parsedcomment') };
  const facts: JsonObject = {
    ...(wanted.has('ids') ? { id: revision.pageId, revid: revision.revisionId } : {}),
    ...(wanted.has('title') ? { ns, title } : {}),
    ...(revision.contentSuppressed ? { texthidden: true } : {}),
    ...(wanted.has('size') ? { size: revision.sizeBytes } : {}),
    ...(wanted.has('timestamp') ? { timestamp: revision.timestamp } : {}),
    ...authorJson(revision, { user: wanted.has('user'), userId: wanted.has('user') }),
    ...(await commentJson(revision, comments, request)),
  };
  return Object.entries(facts).map(([name, value]) => [`${side}${name}`, value]);
}

async function diff(
  before: StoredRevision,
  after: StoredRevision,
  { services, language, messages }: ApiRequest,
): Promise<string> {
  const sides = { before: documentOf(before), after: documentOf(after) };
  const reader = { language, languages: fallbackChain(language), messages };
  const context = await viewContext(services, reader, [
    ...mentionedIn(sides.before),
    ...mentionedIn(sides.after),
  ]);
  const sections = diffView(diffDocuments(sides.before, sides.after), sides, context);
  return String(await diffMarkup(sections, messages));
}

function documentOf({ kind, content }: StoredRevision) {
  return content === undefined ? undefined : readStored(kind, content);
}
