/** `parse`: a page, or a text that is none yet, as the HTML that readers see. */
import { html } from 'hono/html';
import { failure } from '../../../../schema/failures.ts';
import { documentKinds, kindOfId } from '../../../../schema/model/documents/kinds.ts';
import { fallbackChain } from '../../../../schema/model/languages/fallback.ts';
import { pageEntityId } from '../../../../schema/model/entity-id.ts';
import { mentionedEntities } from '../../../../schema/model/mentions.ts';
import { isEntityPage, readPage, readRevision } from '../../../read/entities.ts';
import type { Page } from '../../../read/entities.ts';
import { contentMarkup, textBlock } from '../../pages/content.ts';
import type { Markup } from '../../pages/markup.ts';
import { titleOf } from '../../titles.ts';
import { contentKey } from '../format.ts';
import { coreError, namedTitle } from '../history/named-page.ts';
import { ApiError, defineModule } from '../module.ts';
import type { JsonObject } from '../module.ts';
import { pagePropsOf } from '../query/prop/page-props.ts';
import { readContent } from '../query/wikibase-content.ts';
import type { ApiRequest } from '../request.ts';

const props = [
  'categories',
  'displaytitle',
  'externallinks',
  'images',
  'iwlinks',
  'langlinks',
  'links',
  'parsewarnings',
  'properties',
  'revid',
  'sections',
  'templates',
  'text',
  'wikitext',
] as const;
type Prop = (typeof props)[number];

/** Of what the pages of other wikis have and no page here has. */
const NOT_HERE: readonly Prop[] = [
  'categories',
  'externallinks',
  'images',
  'iwlinks',
  'langlinks',
  'parsewarnings',
  'sections',
  'templates',
];

export const parseModule = defineModule({
  name: 'parse',
  parameters: {
    page: { type: 'string' },
    pageid: { type: 'integer', min: 1, max: 1e15 },
    oldid: { type: 'integer', min: 1, max: 1e15 },
    text: { type: 'string' },
    title: { type: 'string' },
    contentmodel: { type: 'enum', values: documentKinds.map(({ contentModel }) => contentModel) },
    redirects: { type: 'boolean' },
    prop: {
      type: 'list',
      values: props,
      default: props.filter((name) => name !== 'wikitext').join('|'),
    },
  },
  async run(values, request) {
    const wanted = new Set(values.prop);
    if (values.text !== undefined) return parsedText(values.text, values.title, wanted, request);
    const page = await pageNamed(values, request);
    return page instanceof ApiError ? page : parsedPage(page, wanted, request);
  },
});

interface PageSelector {
  readonly page?: string | undefined;
  readonly pageid?: number | undefined;
  readonly oldid?: number | undefined;
  readonly redirects: boolean;
}

async function pageNamed(
  { page: title, pageid, oldid, redirects }: PageSelector,
  request: ApiRequest,
): Promise<Page | ApiError> {
  const { records } = request.services.edit.storage;
  if (oldid !== undefined) {
    const documentId = (await records.revision(oldid))?.documentId;
    if (documentId === undefined)
      return coreError([failure('unknown-revision', { revision: oldid })]);
    const old = await readRevision(records, documentId, oldid);
    return old.ok ? old.value : coreError(old.failures);
  }
  const named = await namedTitle({ title, pageid }, request);
  if (named instanceof ApiError) return named;
  const page = await readPage(records, named.documentId);
  const target =
    redirects && page?.document.type === 'redirect'
      ? await readPage(records, page.document.target)
      : page;
  return target ?? coreError([failure('unknown-entity', { id: named.documentId })]);
}

async function parsedPage(
  page: Page,
  wanted: ReadonlySet<Prop>,
  request: ApiRequest,
): Promise<JsonObject> {
  const { services, site } = request;
  const { title } = titleOf(page.revision, site);
  const { pageId, revisionId } = page.revision;
  const text = (await readContent(revisionId, request))?.text ?? '';
  return {
    parse: {
      title,
      pageid: pageId,
      ...(wanted.has('revid') ? { revid: revisionId } : {}),
      ...(wanted.has('text')
        ? await textJson(contentMarkup(page, readerOf(request), services), request)
        : {}),
      ...(wanted.has('links') ? { links: await linksOf(page, request) } : {}),
      ...(wanted.has('displaytitle') ? { displaytitle: title } : {}),
      ...(wanted.has('properties') && isEntityPage(page)
        ? { properties: await pagePropsOf(page.document, services) }
        : {}),
      ...(wanted.has('wikitext') ? { wikitext: contentJson(text, request) } : {}),
      ...absent(wanted),
    },
  };
}

/** What is no page yet shows as one of text would. */
async function parsedText(
  text: string,
  title = 'API',
  wanted: ReadonlySet<Prop>,
  request: ApiRequest,
): Promise<JsonObject> {
  return {
    parse: {
      title,
      pageid: 0,
      ...(wanted.has('text') ? await textJson(textBlock(text), request) : {}),
      ...(wanted.has('links') ? { links: [] } : {}),
      ...(wanted.has('displaytitle') ? { displaytitle: title } : {}),
      ...(wanted.has('properties') ? { properties: {} } : {}),
      ...(wanted.has('wikitext') ? { wikitext: contentJson(text, request) } : {}),
      ...absent(wanted),
    },
  };
}

async function textJson(content: Markup | Promise<Markup>, request: ApiRequest) {
  const body = String(await html`<div class="mw-parser-output">${await content}</div>`);
  return { text: contentJson(body, request) };
}

/** Text is a member of its own in old answers. */
function contentJson(text: string, request: ApiRequest): unknown {
  return request.formatVersion === 1 ? { '*': text } : text;
}

async function linksOf(page: Page, request: ApiRequest): Promise<JsonObject[]> {
  const ids = isEntityPage(page) ? [...mentionedEntities(page.document)].map(pageEntityId) : [];
  const there = await request.services.edit.storage.records.pageNumbersOf([...new Set(ids)]);
  return [...new Set(ids)].flatMap((documentId) => {
    const kind = kindOfId(documentId);
    if (kind === undefined) return [];
    const { ns, title } = titleOf({ documentId, kind }, request.site);
    return [{ ns, [contentKey(request, 'title')]: title, exists: there.has(documentId) }];
  });
}

function absent(wanted: ReadonlySet<Prop>): JsonObject {
  return Object.fromEntries(NOT_HERE.filter((name) => wanted.has(name)).map((name) => [name, []]));
}

function readerOf({ language, messages }: ApiRequest) {
  return { language, languages: fallbackChain(language), messages };
}
