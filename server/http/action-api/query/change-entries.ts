/** What `recentchanges` and `watchlist` have in common: entries of the log of changes. */
import { changeCategories } from '../../../../schema/model/change-category.ts';
import type { ChangeCategory } from '../../../../schema/model/change-category.ts';
import { logIdOf } from '../../../read/log.ts';
import type { ChangeFilter } from '../../../read/changes.ts';
import type { RevisionInfo } from '../../../storage/records/record-store.ts';
import type { JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { changeJson } from './change-json.ts';
import { logParameters } from './change-list.ts';
import { authorJson, sizesBefore } from './revision-json.ts';

export const changeParameters = {
  ...logParameters,
  namespace: { type: 'namespaces' },
  user: { type: 'user' },
  excludeuser: { type: 'user' },
  type: {
    type: 'list',
    values: ['categorize', 'edit', 'external', 'log', 'new'],
    default: 'edit|new|log|categorize',
  },
} as const;

/** What may be asked of an entry of either list. */
export const entryProps = [
  'comment',
  'flags',
  'ids',
  'loginfo',
  'parsedcomment',
  'sizes',
  'tags',
  'timestamp',
  'title',
  'user',
  'userid',
] as const;

/** Each entry with what is wanted of it, and with what only the one list has to say. */
export async function entriesJson(
  changes: readonly RevisionInfo[],
  wanted: ReadonlySet<string>,
  request: ApiRequest,
  ownFacts: (change: RevisionInfo) => Promise<JsonObject>,
): Promise<JsonObject[]> {
  const { services } = request;
  const { records } = services.edit.storage;
  const site = await services.site.current();
  const sizeBefore = await sizesBefore(changes, records);
  return Promise.all(
    changes.map(async (change) => ({
      type: typeOf(change),
      ...(await changeJson(change, wanted, site, request)),
      ...(wanted.has('ids') ? idsOf(change) : {}),
      ...authorJson(change, { user: wanted.has('user'), userId: wanted.has('userid') }),
      ...(wanted.has('flags') ? flagsOf(change) : {}),
      ...(wanted.has('sizes') ? { oldlen: sizeBefore(change), newlen: change.sizeBytes } : {}),
      ...(wanted.has('loginfo') && change.deletes ? await loggedAs(change, request) : {}),
      ...(await ownFacts(change)),
    })),
  );
}

/** Deletions are entries of the log, here as in MediaWiki. */
function typeOf({ deletes, parentRevisionId }: RevisionInfo): 'edit' | 'new' | 'log' {
  if (deletes) return 'log';
  return parentRevisionId === 0 ? 'new' : 'edit';
}

/** A revision that begins a page is new, one that ends it is logged, all others are edits. */
export function ofTypes(types: readonly string[]): ChangeFilter {
  if (types.includes('new') && !types.includes('edit') && !types.includes('log')) {
    return { creations: true };
  }
  const categories = changeCategories.filter((each) => types.includes(typeOfCategory(each)));
  return categories.length === changeCategories.length ? {} : { categories };
}

function typeOfCategory(category: ChangeCategory): string {
  if (category === 'creation') return 'new';
  return category === 'deletion' ? 'log' : 'edit';
}

function idsOf({ pageId, revisionId, parentRevisionId }: RevisionInfo): JsonObject {
  return { pageid: pageId, revid: revisionId, old_revid: parentRevisionId };
}

function flagsOf({ bot, minor, parentRevisionId }: RevisionInfo): JsonObject {
  return { bot, new: parentRevisionId === 0, minor };
}

async function loggedAs({ documentId, revisionId }: RevisionInfo, { services }: ApiRequest) {
  const { records } = services.edit.storage;
  const [event] = await records.logEvents({ documentId, revisionId, limit: 1 });
  return event === undefined
    ? {}
    : {
        logid: logIdOf(event),
        logtype: event.type,
        logaction: event.action,
        logparams: event.params,
      };
}
