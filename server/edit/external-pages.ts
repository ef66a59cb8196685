/**
 * Pages of other wikis that an edit newly names: those that its sitelinks lead to, the media files and
 * data pages of its statements. They are asked for while no page waits for it; what was here before, or
 * comes back from the history, is not asked for again.
 */
import type { Datatype } from '../../schema/datatypes.ts';
import { failure } from '../../schema/failures.ts';
import type { Failure } from '../../schema/failures.ts';
import { jsonPointer } from '../../schema/json-pointer.ts';
import type { Document } from '../../schema/model/documents/kinds.ts';
import type { SiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { Item, SiteLink } from '../../schema/model/entity.ts';
import type { ExternalPage, PageAnswer } from '../egress/external-pages.ts';
import { isEntity } from './change-ops/document.ts';
import type { EditContext } from './edit-context.ts';
import { editLimits } from './validate/limits.ts';
import { newSnaks } from './validate/statements.ts';
import { validateTitle } from './validate/title.ts';

export interface NamedPage extends ExternalPage {
  /** What the edit is refused with if the page is not there. */
  readonly absence: Failure;
}

interface Verdict {
  readonly unasked: readonly NamedPage[];
  readonly failures: readonly Failure[];
  /** Nobody could tell: an edit does not fail because of somebody else’s server. */
  readonly warnings: readonly Failure[];
}

/** What is known of the pages that one edit names. */
export class PageAnswers {
  readonly #answers: ReadonlyMap<string, PageAnswer>;

  constructor(answers: ReadonlyMap<string, PageAnswer> = new Map()) {
    this.#answers = answers;
  }

  of(page: ExternalPage): PageAnswer | undefined {
    return this.#answers.get(keyOf(page));
  }

  to(pages: readonly NamedPage[]): Verdict {
    const withAnswer = (kind: PageAnswer['kind'] | undefined): NamedPage[] =>
      pages.filter((page) => this.#answers.get(keyOf(page))?.kind === kind);
    return {
      unasked: withAnswer(undefined),
      failures: withAnswer('missing').map(({ absence }) => absence),
      warnings: withAnswer('no-answer').map(({ title, absence: { path } }) =>
        failure('unchecked-page', { title }, path),
      ),
    };
  }

  /** Asks for pages of which nothing is known yet. */
  async and(pages: readonly ExternalPage[], { externalPages }: EditContext): Promise<PageAnswers> {
    const found = await externalPages.find(pages);
    const answers = new Map(this.#answers);
    pages.forEach((page, at) => answers.set(keyOf(page), found[at] ?? { kind: 'no-answer' }));
    return new PageAnswers(answers);
  }
}

function keyOf({ api, title }: ExternalPage): string {
  return `${api}\n${title}`;
}

/** `after` with the titles that their wikis give to the pages of its new sitelinks. */
export function withFoundTitles(
  before: Document | undefined,
  after: Document,
  answers: PageAnswers,
  settings: SiteSettings,
): Document {
  const found = newSiteLinks(before, after, settings).flatMap(({ link, page }) => {
    const answer = answers.of(page);
    if (
      answer?.kind !== 'found' ||
      validateTitle(answer.title, '', editLimits.titleBytes).length > 0
    )
      return [];
    return [[link.site, { ...link, title: answer.title }] as const];
  });
  return found.length === 0 || after.type !== 'item'
    ? after
    : { ...after, siteLinks: new Map([...after.siteLinks, ...found]) };
}

/** `after` is what the edit wants to save, with titles as they were sent. */
export async function pagesNamedBy(
  before: Document | undefined,
  after: Document,
  settings: SiteSettings,
  { properties }: EditContext,
): Promise<NamedPage[]> {
  const linked = newSiteLinks(before, after, settings).map(({ page }) => page);
  const { mediaApi } = settings;
  if (mediaApi === undefined || !isEntity(after)) return linked;
  const snaks = newSnaks(before !== undefined && isEntity(before) ? before : undefined, after);
  const datatypeOf = await properties.datatypesOf(new Set(snaks.map(({ snak }) => snak.property)));
  const files = snaks.flatMap(({ snak, path }) => {
    if (snak.kind !== 'value' || snak.value.type !== 'string') return [];
    const naming = mediaPage(datatypeOf(snak.property), snak.value.value, `${path}/datavalue`);
    return naming === undefined ? [] : [{ api: mediaApi, ...naming }];
  });
  return [...linked, ...files];
}

function mediaPage(
  datatype: Datatype | undefined,
  name: string,
  path: string,
): Pick<NamedPage, 'title' | 'absence'> | undefined {
  if (datatype === 'commonsMedia') {
    return { title: `File:${name}`, absence: failure('unknown-media-file', { name }, path) };
  }
  return datatype === 'geo-shape' || datatype === 'tabular-data'
    ? { title: name, absence: failure('unknown-data-page', { title: name }, path) }
    : undefined;
}

function newSiteLinks(
  before: Document | undefined,
  after: Document,
  { sites }: SiteSettings,
): { link: SiteLink; page: NamedPage }[] {
  if (after.type !== 'item') return [];
  const former: Item['siteLinks'] = before?.type === 'item' ? before.siteLinks : new Map();
  return [...after.siteLinks.values()].flatMap((link) => {
    const { site, title } = link;
    const api = sites.find(({ id }) => id === site)?.api;
    if (api === undefined || former.get(site)?.title === title) return [];
    const path = jsonPointer('sitelinks', site, 'title');
    const absence = failure('unknown-page', { site, title }, path);
    return [{ link, page: { api, title, absence } }];
  });
}
