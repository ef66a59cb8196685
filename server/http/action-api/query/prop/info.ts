/** `prop=info`: what is known of a page without its content. */
import { documentKind } from '../../../../../schema/model/documents/kinds.ts';
import { bcp47 } from '../../../../../schema/model/languages/bcp47.ts';
import { directionOf } from '../../../../../schema/model/languages/languages.ts';
import { contentKey } from '../../format.ts';
import type { JsonObject } from '../../module.ts';
import type { ApiRequest } from '../../request.ts';
import type { QueryPage } from '../page-set.ts';
import { defineProp } from '../query-module.ts';
import { associatedPageId, associatedTitle, isTalk } from '../talk-pages.ts';

const props = [
  'associatedpage',
  'displaytitle',
  'linkclasses',
  'preloadcontent',
  'protection',
  'subjectid',
  'talkid',
  'url',
  'varianttitles',
  'watched',
] as const;
type Prop = (typeof props)[number];

export const info = defineProp({
  name: 'info',
  prefix: 'in',
  parameters: { prop: { type: 'list', values: props }, continue: { type: 'string' } },
  async run({ prop = [] }, request, { pages }) {
    const { defaultLanguage } = await request.services.site.current();
    const parts = await Promise.all(
      pages
        .filter(
          ({ ns, json }) => ns >= 0 && json['invalid'] !== true && json['title'] !== undefined,
        )
        .map(async (page): Promise<[QueryPage, JsonObject]> => {
          const facts = { ...languageFacts(defaultLanguage), ...revisionFacts(page) };
          const contentmodel = page.kind === undefined ? 'wikitext' : modelOf(page.kind);
          return [page, { contentmodel, ...facts, ...(await asked(page, prop, request)) }];
        }),
    );
    return { parts: new Map(parts) };
  },
});

function modelOf(kind: NonNullable<QueryPage['kind']>): string {
  return documentKind(kind).contentModel;
}

function languageFacts(language: string): JsonObject {
  return {
    pagelanguage: language,
    pagelanguagehtmlcode: bcp47(language),
    pagelanguagedir: directionOf(language),
  };
}

function revisionFacts({ newest, redirects }: QueryPage): JsonObject {
  if (newest === undefined) return {};
  const { timestamp, revisionId, sizeBytes, parentRevisionId } = newest;
  return {
    touched: timestamp,
    lastrevid: revisionId,
    length: sizeBytes,
    ...(redirects ? { redirect: true } : {}),
    ...(parentRevisionId === 0 ? { new: true } : {}),
  };
}

async function asked(
  page: QueryPage,
  wanted: readonly Prop[],
  request: ApiRequest,
): Promise<JsonObject> {
  const facts = await Promise.all(wanted.map((name) => factOf(name, page, request)));
  return Object.assign({}, ...facts) as JsonObject;
}

async function factOf(name: Prop, page: QueryPage, request: ApiRequest): Promise<JsonObject> {
  const { services, visitor } = request;
  const { records } = services.edit.storage;
  const site = await services.site.current();
  const id = page.newest?.documentId;
  const { userId } = visitor.actor;
  switch (name) {
    case 'associatedpage': {
      const associatedpage = associatedTitle(page, site);
      return associatedpage === undefined ? {} : { associatedpage };
    }
    case 'displaytitle':
      return { displaytitle: page.title };
    case 'linkclasses':
      return { linkclasses: page.redirects ? ['mw-redirect'] : [] };
    case 'preloadcontent':
      return preloadOf(page, request);
    case 'protection': {
      const found = id === undefined ? undefined : await records.protection(id);
      return {
        protection:
          found === undefined
            ? []
            : [{ type: 'edit', level: found.level, expiry: found.expires ?? 'infinity' }],
        restrictiontypes: ['edit'],
      };
    }
    case 'subjectid':
      return isTalk(page) ? otherId('subjectid', page, request) : {};
    case 'talkid':
      return isTalk(page) ? {} : otherId('talkid', page, request);
    case 'url': {
      const url = `${services.urls.base}/wiki/${encodeURI(page.title.replaceAll(' ', '_'))}`;
      return { fullurl: url, editurl: `${url}?action=edit`, canonicalurl: url };
    }
    case 'varianttitles':
      return { varianttitles: { [site.defaultLanguage]: page.title } };
    case 'watched':
      return {
        watched:
          id !== undefined && userId !== 0 && (await records.watchedPage(userId, id)) !== undefined,
      };
  }
}

async function otherId(
  name: 'subjectid' | 'talkid',
  page: QueryPage,
  { services }: ApiRequest,
): Promise<JsonObject> {
  const site = await services.site.current();
  const number = await associatedPageId(page, site, services.edit.storage.records);
  return number === undefined ? {} : { [name]: number };
}

/** A new page of text begins with nothing; entities are not written as text. */
function preloadOf({ kind, newest, title }: QueryPage, request: ApiRequest): JsonObject {
  if (newest !== undefined || kind === undefined) return {};
  const blank = documentKind(kind).blank(title);
  if (!('text' in blank)) return {};
  return {
    preloadcontent: {
      contentmodel: modelOf(kind),
      contentformat: 'text/plain',
      [contentKey(request, 'content')]: blank.text,
    },
    preloadisdefault: true,
  };
}
