/** `prop=info`: what is known of a page without its content. */
import { documentKind } from '../../../../../schema/model/documents/kinds.ts';
import { bcp47 } from '../../../../../schema/model/languages/bcp47.ts';
import { directionOf } from '../../../../../schema/model/languages/languages.ts';
import type { JsonObject } from '../../module.ts';
import type { ApiRequest } from '../../request.ts';
import type { QueryPage } from '../page-set.ts';
import { defineProp } from '../query-module.ts';

const props = ['displaytitle', 'protection', 'url', 'watched'] as const;
type Prop = (typeof props)[number];

export const info = defineProp({
  name: 'info',
  prefix: 'in',
  summary: 'What is known of a page besides its content.',
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
  { services, visitor }: ApiRequest,
): Promise<JsonObject> {
  const { records } = services.edit.storage;
  const id = page.newest?.documentId;
  const url = `${services.urls.base}/wiki/${encodeURI(page.title.replaceAll(' ', '_'))}`;
  const { userId } = visitor.actor;
  const watch = async (): Promise<boolean> =>
    id !== undefined && userId !== 0 && (await records.watchedPage(userId, id)) !== undefined;
  const protection = async (): Promise<readonly JsonObject[]> => {
    const found = id === undefined ? undefined : await records.protection(id);
    return found === undefined
      ? []
      : [{ type: 'edit', level: found.level, expiry: found.expires ?? 'infinity' }];
  };
  return {
    ...(wanted.includes('protection')
      ? { protection: await protection(), restrictiontypes: ['edit'] }
      : {}),
    ...(wanted.includes('watched') ? { watched: await watch() } : {}),
    ...(wanted.includes('url')
      ? { fullurl: url, editurl: `${url}?action=edit`, canonicalurl: url }
      : {}),
    ...(wanted.includes('displaytitle') ? { displaytitle: page.title } : {}),
  };
}
