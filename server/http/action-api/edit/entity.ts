/** `wbeditentity`: one edit of any part of an entity, or a new one. */
import { failure } from '../../../../schema/failures.ts';
import type { Failure, Result } from '../../../../schema/failures.ts';
import { failed, ok } from '../../../../schema/failures.ts';
import { parseEntityId } from '../../../../schema/model/entity-id.ts';
import type { Entity } from '../../../../schema/model/entity.ts';
import { isObject } from '../../../../schema/model/json/reading.ts';
import { parseJson } from '../../../../schema/model/json-depth.ts';
import type { EditResult, EditTarget } from '../../../edit/edit.ts';
import { opsFromEntityData, targetOfEntityData } from '../../../edit/entity-data.ts';
import { saveEdit } from '../../../edit/save-edit.ts';
import type { Page } from '../../../read/entities.ts';
import { isEntityPage, readPage, readRevision } from '../../../read/entities.ts';
import { datatypesIn, entityAnswer } from '../../entity-answer.ts';
import { apiError } from '../error-codes.ts';
import { ApiError, defineModule } from '../module.ts';
import type { ApiAnswer, JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';

export const editEntityModule = defineModule({
  name: 'wbeditentity',
  mustBePosted: true,
  token: 'csrf',
  parameters: {
    id: { type: 'string' },
    new: { type: 'enum', values: ['item', 'property', 'lexeme'] },
    site: { type: 'string' },
    title: { type: 'string' },
    baserevid: { type: 'integer', min: 0, max: 1e15 },
    data: { type: 'string', required: true },
    clear: { type: 'boolean' },
    summary: { type: 'string' },
    tags: { type: 'list' },
    bot: { type: 'boolean' },
  },
  async run(values, request) {
    const parsed = parseJson(values.data);
    if (!parsed.ok) return apiError(parsed.failures);
    const data = fromPhp(parsed.value);
    const subject = await subjectOf(values, data, request);
    if (subject instanceof ApiError) return subject;
    const { current, target, page } = subject;
    const ops = opsFromEntityData(data, current, { clear: values.clear });
    if (!ops.ok) return apiError(ops.failures);
    const { actor } = request.visitor;
    const base = values.baserevid ?? 0;
    if (values.clear && base !== 0 && page !== undefined && page.revision.revisionId !== base) {
      return apiError([conflict(page, base)]);
    }
    const result = await saveEdit(
      {
        actor,
        target,
        ops: ops.value,
        ...(base === 0 ? {} : { baseRevisionId: base }),
        comment: values.summary ?? '',
        tags: values.tags ?? [],
        bot: values.bot,
      },
      request.services.edit,
    );
    return answerOf(result, data, request);
  },
});

/** PHP writes an empty object as an empty list. */
function fromPhp(json: unknown): unknown {
  return Array.isArray(json) && json.length === 0 ? {} : json;
}

interface Subject {
  readonly target: EditTarget;
  readonly current: Entity;
  /** The newest revision of an entity that exists. */
  readonly page: Page<Entity> | undefined;
}

interface Selector {
  readonly id: string | undefined;
  readonly new: Entity['type'] | undefined;
  readonly site: string | undefined;
  readonly title: string | undefined;
  readonly baserevid: number | undefined;
}

/** Exactly one of `new`, `id`, `site` with `title`. */
async function subjectOf(
  selector: Selector,
  data: unknown,
  request: ApiRequest,
): Promise<Subject | ApiError> {
  const { id, site, title } = selector;
  if ((site === undefined) !== (title === undefined)) {
    const field = site === undefined ? 'site' : 'title';
    return new ApiError('param-missing', [failure('missing-field', { field })]);
  }
  const ways = [selector.new, id, site].filter((way) => way !== undefined);
  if (ways.length !== 1) {
    const expected = 'exactly one of id, new, and site with title';
    return new ApiError('param-illegal', [failure('wrong-type', { field: 'id', expected })]);
  }
  if (selector.new !== undefined) {
    const made = targetOfEntityData(selector.new, data);
    return made.ok ? { ...made.value, page: undefined } : newEntityError(made.failures);
  }
  if (site !== undefined && title !== undefined) return byPage(site, title, selector, request);
  return existing(id ?? '', selector, request);
}

/** Whatever is wrong with the datatype of a new property, clients know it by one code. */
function newEntityError(failures: readonly Failure[]): ApiError {
  const datatype = failures.some(
    ({ code, path }) => code === 'unknown-datatype' || path === '/datatype',
  );
  return datatype ? new ApiError('param-illegal', failures) : apiError(failures);
}

async function byPage(
  site: string,
  title: string,
  selector: Selector,
  request: ApiRequest,
): Promise<Subject | ApiError> {
  const { records } = request.services.edit.storage;
  const holder = await records.keyHolder({
    kind: 'sitelink',
    site,
    title: title.replaceAll('_', ' '),
  });
  return holder === undefined
    ? new ApiError('no-such-entity-link', [failure('not-found', { what: `${site}:${title}` })])
    : existing(holder, selector, request);
}

async function existing(
  text: string,
  { baserevid = 0 }: Selector,
  { services }: ApiRequest,
): Promise<Subject | ApiError> {
  const { records } = services.edit.storage;
  const id = parseEntityId(text);
  if (id === undefined) {
    const found = failure('malformed-entity-id', { field: 'id', value: text });
    return new ApiError('no-such-entity', [found]);
  }
  const page = await readPage(records, id);
  if (page === undefined)
    return new ApiError('no-such-entity', [failure('unknown-entity', { id })]);
  if (!isEntityPage(page)) {
    const target = page.document.type === 'redirect' ? page.document.target : '';
    return apiError([failure('entity-is-redirect', { id, target })]);
  }
  const base = await baseOf(id, baserevid, page, services.edit.storage.records);
  if (!base.ok) return apiError(base.failures);
  return { target: { kind: 'existing', id }, current: base.value, page };
}

/** What the sender saw when they made their changes. */
async function baseOf(
  id: string,
  baseRevisionId: number,
  latest: Page<Entity>,
  records: Parameters<typeof readRevision>[0],
): Promise<Result<Entity>> {
  if (baseRevisionId === 0 || baseRevisionId === latest.revision.revisionId) {
    return ok(latest.document);
  }
  const page = await readRevision(records, id, baseRevisionId);
  if (!page.ok) return page;
  return isEntityPage(page.value)
    ? ok(page.value.document)
    : failed(failure('unknown-revision', { revision: baseRevisionId }));
}

function conflict({ document, revision }: Page<Entity>, base: number): Failure {
  return failure('edit-conflict', {
    id: document.id,
    baseRevision: base,
    latestRevision: revision.revisionId,
  });
}

async function answerOf(
  result: EditResult,
  data: unknown,
  request: ApiRequest,
): Promise<ApiAnswer> {
  if (result.outcome === 'rejected') return editError(result.failures);
  const { document, revisionId, timestamp } = result;
  if (result.outcome === 'saved' && result.merge !== 'none') {
    request.warn(
      'wbeditentity',
      'Your edit was merged with newer ones.',
      'wikibase-conflict-patched',
    );
  }
  const { services } = request;
  if (document === undefined || !('statements' in document)) return { success: 1 };
  const { records } = services.edit.storage;
  const page = await readRevision(records, document.id, revisionId);
  const [datatypeOf, site] = await Promise.all([
    datatypesIn([document], services),
    services.site.current(),
  ]);
  const revision = page.ok ? page.value.revision : undefined;
  const entity: JsonObject =
    revision === undefined
      ? { id: document.id, lastrevid: revisionId, modified: timestamp }
      : { ...withRemovedTerms(entityAnswer({ document, revision }, datatypeOf, site), data) };
  const { modified: _, ns: _ns, pageid: _pageid, title: _title, ...members } = entity;
  const nochange = result.outcome === 'unchanged' ? { nochange: true } : {};
  return { entity: { ...members, ...nochange }, success: 1 };
}

/** A taken label is a failed save; what a value lacks is a failed modification. */
function editError(failures: readonly Failure[]): ApiError {
  const [first] = failures;
  // an entity that is mentioned but does not exist is a validator's matter
  return first?.code === 'unknown-entity' || first?.code === 'unknown-property'
    ? new ApiError('modification-failed', failures)
    : apiError(failures);
}

/** Terms that the edit took away are named in the answer. */
function withRemovedTerms(entity: object, data: unknown): JsonObject {
  const answer = { ...entity } as Record<string, unknown>;
  for (const field of ['labels', 'descriptions']) {
    const sent = isObject(data) ? data[field] : undefined;
    const entries = Array.isArray(sent) ? sent : isObject(sent) ? Object.values(sent) : [];
    const terms = answer[field] as Record<string, unknown> | undefined;
    if (terms === undefined) continue;
    const removed = entries.flatMap((entry): [string, object][] => {
      const language = isObject(entry) ? entry['language'] : undefined;
      return typeof language !== 'string' || Object.hasOwn(terms, language)
        ? []
        : [[language, { language, removed: '' }]];
    });
    answer[field] = { ...terms, ...Object.fromEntries(removed) };
  }
  return answer;
}
