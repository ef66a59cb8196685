/** The page that a module of MediaWiki's core is about: `title` or `pageid`. */
import { failure } from '../../../../schema/failures.ts';
import type { Failure, FailureCode } from '../../../../schema/failures.ts';
import type { RevisionInfo } from '../../../storage/records/record-store.ts';
import { parseTitle } from '../../titles.ts';
import { plainError } from '../error-codes.ts';
import { ApiError } from '../module.ts';
import type { ApiRequest } from '../request.ts';

export const pageParameters = {
  title: { type: 'string' },
  pageid: { type: 'integer', min: 1, max: 1e15 },
} as const;

interface PageValues {
  readonly title?: string | undefined;
  readonly pageid?: number | undefined;
}

/** A title under which there may be a page. */
export interface NamedTitle {
  readonly documentId: string;
  readonly ns: number;
  readonly title: string;
}

export interface NamedPage extends NamedTitle {
  /** The newest revision, which may be the page's deletion. */
  readonly newest: RevisionInfo;
}

export async function namedTitle(
  { title, pageid }: PageValues,
  request: ApiRequest,
): Promise<NamedTitle | ApiError> {
  if (title === undefined && pageid === undefined) {
    return new ApiError('missingparam', [failure('missing-field', { field: 'title' })]);
  }
  if (title !== undefined && pageid !== undefined) {
    const expected = 'title or pageid, not both';
    return new ApiError('invalidparammix', [failure('wrong-type', { field: 'title', expected })]);
  }
  const { services } = request;
  if (pageid === undefined) return titleNamed(title ?? '', request);
  const documentId = (await services.edit.storage.records.documentIdsOf([pageid])).get(pageid);
  return documentId === undefined
    ? new ApiError('nosuchpageid', [failure('not-found', { what: String(pageid) })])
    : titleNamed(documentId, request);
}

/** A page that exists or existed. */
export async function namedPage(
  values: PageValues,
  request: ApiRequest,
): Promise<NamedPage | ApiError> {
  const named = await namedTitle(values, request);
  if (named instanceof ApiError) return named;
  const { documentId } = named;
  const { records } = request.services.edit.storage;
  const [newest] = await records.history({ documentId, limit: 1 });
  return newest === undefined
    ? coreError([failure('unknown-entity', { id: documentId })])
    : { ...named, newest };
}

async function titleNamed(text: string, { services }: ApiRequest): Promise<NamedTitle | ApiError> {
  const parsed = parseTitle(text, await services.site.current());
  if (parsed === undefined) {
    const reason = 'illegal-character';
    return new ApiError('invalidtitle', [failure('malformed-text', { field: 'title', reason })]);
  }
  const { documentId, ns, title } = parsed;
  return documentId === undefined
    ? new ApiError('missingtitle', [failure('not-found', { what: title })])
    : { documentId, ns, title };
}

const codes: Readonly<Partial<Record<FailureCode, string>>> = {
  'unknown-entity': 'missingtitle',
  'entity-deleted': 'missingtitle',
  'entity-exists': 'articleexists',
  'unknown-revision': 'nosuchrevid',
  'foreign-revision': 'revwrongpage',
  'suppressed-content': 'missingcontent-revid',
  'undo-conflict': 'undofailure',
  'already-rolled-back': 'alreadyrolled',
  'only-author': 'onlyauthor',
};

/** An error of a module of MediaWiki's core: a code, and no messages besides. */
export function coreError(failures: readonly Failure[]): ApiError {
  const [first] = failures;
  const code = first === undefined ? undefined : codes[first.code];
  return code === undefined ? plainError(failures) : new ApiError(code, failures);
}
