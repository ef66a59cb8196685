/** What is told of a revision, by the modules that tell all of it. */
import { documentKind } from '../../../../schema/model/documents/kinds.ts';
import type { RevisionInfo } from '../../../storage/records/record-store.ts';
import { contentKey } from '../format.ts';
import type { JsonObject } from '../module.ts';
import type { ApiRequest } from '../request.ts';
import { authorJson, commentJson } from './revision-json.ts';
import { readContent } from './wikibase-content.ts';
import type { WikibaseContent } from './wikibase-content.ts';

const props = [
  'comment',
  'content',
  'contentmodel',
  'flags',
  'ids',
  'parsedcomment',
  'roles',
  'sha1',
  'size',
  'slotsha1',
  'slotsize',
  'tags',
  'timestamp',
  'user',
  'userid',
] as const;
type Prop = (typeof props)[number];

export const revisionParameters = {
  prop: { type: 'list', values: props, default: 'ids|timestamp|flags|comment|user' },
  slots: { type: 'list', values: ['main'], all: true },
} as const;

interface RevisionValues {
  readonly prop: readonly Prop[];
  /** Absent in old clients, which know one content to a revision. */
  readonly slots: readonly string[] | undefined;
}

/** What is said of the one slot that there is. */
const OF_SLOTS: readonly Prop[] = ['content', 'contentmodel', 'slotsha1', 'slotsize'];
const OF_CONTENT: readonly Prop[] = ['content', 'sha1', 'slotsha1'];

/** Whether it takes the texts of the revisions to tell this much of them. */
export function readsTexts({ prop }: Pick<RevisionValues, 'prop'>): boolean {
  return OF_CONTENT.some((each) => prop.includes(each));
}

export function revisionWriter(
  module: string,
  { prop, slots }: RevisionValues,
  request: ApiRequest,
): (revision: RevisionInfo) => Promise<JsonObject> {
  const wanted = new Set<Prop>(prop);
  const ofSlots = OF_SLOTS.some((each) => wanted.has(each));
  const ofContent = readsTexts({ prop });
  if (ofSlots && slots === undefined) {
    request.warnOfDeprecation(module, request.messages.text('api-no-slots'));
  }
  return async (revision) => {
    const content = ofContent ? await readContent(revision.revisionId, request) : undefined;
    const slot = ofSlots ? slotJson(revision, content, wanted, request) : {};
    return {
      ...(wanted.has('ids')
        ? { revid: revision.revisionId, parentid: revision.parentRevisionId }
        : {}),
      ...(wanted.has('flags') ? { minor: revision.minor } : {}),
      ...authorJson(revision, { user: wanted.has('user'), userId: wanted.has('userid') }),
      ...(wanted.has('timestamp') ? { timestamp: revision.timestamp } : {}),
      ...(wanted.has('size') ? { size: revision.sizeBytes } : {}),
      ...(wanted.has('sha1')
        ? content === undefined
          ? { sha1hidden: true }
          : { sha1: content.sha1 }
        : {}),
      ...(wanted.has('roles') ? { roles: ['main'] } : {}),
      ...(slots === undefined
        ? slot
        : ofSlots && slots.length > 0
          ? { slots: { main: slot } }
          : {}),
      ...(await commentJson(
        revision,
        { comment: wanted.has('comment'), parsed: wanted.has('parsedcomment') },
        request,
      )),
      ...(wanted.has('tags') ? { tags: revision.tags } : {}),
    };
  };
}

function slotJson(
  { kind, sizeBytes }: RevisionInfo,
  content: WikibaseContent | undefined,
  wanted: ReadonlySet<Prop>,
  request: ApiRequest,
): JsonObject {
  return {
    ...(wanted.has('slotsize') ? { size: sizeBytes } : {}),
    ...(wanted.has('slotsha1') && content !== undefined ? { sha1: content.sha1 } : {}),
    ...(wanted.has('contentmodel') || wanted.has('content')
      ? { contentmodel: documentKind(kind).contentModel }
      : {}),
    ...(!wanted.has('content')
      ? {}
      : content === undefined
        ? { texthidden: true }
        : {
            contentformat: content.format,
            [contentKey(request, 'content')]: content.text,
          }),
  };
}
