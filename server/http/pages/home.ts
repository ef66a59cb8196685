/** The first page: what this is, how to look around, what is happening. */
import { html } from 'hono/html';
import { entityLink } from '../../../client/view/value-view.ts';
import type { MessageKey } from '../../../client/i18n/message.ts';
import type { EntityId } from '../../../schema/model/entity-id.ts';
import type { DisplayTerms } from '../../read/labels.ts';
import { readChanges } from '../../read/changes.ts';
import type { Services } from '../services.ts';
import { changeList, mentionedInChanges } from './changes.ts';
import { searchForm, when } from './layout.ts';
import type { Markup } from './markup.ts';
import { textMarkup } from './markup.ts';
import type { PageContext } from './render.ts';
import { renderPage } from './render.ts';
import { viewContext } from './view-context.ts';

const CHANGES_SHOWN = 8;
const ENTITIES_SHOWN = 8;
/** Out of so many the shown ones are chosen anew each day. */
const CANDIDATES = 120;
const DAY_MS = 24 * 60 * 60 * 1000;

export async function homePage(c: PageContext, services: Services): Promise<Response> {
  const reader = c.get('reader');
  const { messages } = reader;
  const { records } = services.edit.storage;
  const [counts, recent, shown] = await Promise.all([
    records.counts(),
    readChanges(records, { limit: CHANGES_SHOWN }),
    entitiesOfTheDay(services, reader.language),
  ]);
  const { changes } = recent;
  const context = await viewContext(services, reader, mentionedInChanges(changes));
  const { item = 0, property = 0, lexeme = 0 } = counts.documents;
  const count = (key: MessageKey, value: number) =>
    when(
      value > 0,
      () =>
        html`<div>
          <dt>${messages.text(key, value)}</dt>
          <dd>${messages.number(value)}</dd>
        </div>`,
    );
  const body = html`<section class="hero">
      <h1>${messages.text('site-tagline')}</h1>
      ${searchForm(reader, '', 'home-search')}
      <dl class="counts">
        ${count('home-count-items', item)}${count('home-count-properties', property)}${count(
          'home-count-lexemes',
          lexeme,
        )}${count('home-count-revisions', counts.revisions)}
      </dl>
    </section>
    ${
      shown.length === 0
        ? html`<p class="notice">
            ${messages.text('home-empty')}
            <a href="/wiki/Special:NewItem">${messages.text('nav-new-item')}</a>
          </p>`
        : html`<section aria-labelledby="look-around">
            <h2 id="look-around">${messages.text('home-look-around')}</h2>
            <ul class="cards" role="list">
              ${shown.map(card)}
            </ul>
          </section>`
    }
    <div class="columns">
      <section aria-labelledby="just-changed">
        <h2 id="just-changed">${messages.text('home-just-changed')}</h2>
        ${changeList(changes, context)}
        <p><a href="/wiki/Special:RecentChanges">${messages.text('home-all-changes')}</a></p>
      </section>
      <section aria-labelledby="take-part">
        <h2 id="take-part">${messages.text('home-start')}</h2>
        ${invitation('/wiki/Special:NewItem', 'home-start-item', 'home-start-item-text')}
        ${invitation('/query/', 'home-start-query', 'home-start-query-text')}
        ${invitation(shown[0] === undefined ? '/search' : `/wiki/Special:EntityData/${shown[0].id}.json`, 'home-start-data', 'home-start-data-text')}
      </section>
    </div>`;
  return renderPage(c, services, { title: '', body, search: false });

  function invitation(href: string, title: MessageKey, text: MessageKey): Markup {
    return html`<div class="card">
      <a href="${href}">${messages.text(title)}</a>
      <p class="small soft">${messages.text(text)}</p>
    </div>`;
  }

  function card({ id, terms }: ShownEntity): Markup {
    return html`<li class="card">
      <a href="${entityLink(id, context).href}"
        >${textMarkup({
          text: terms.label?.value ?? id,
          language: terms.label?.language,
        })}</a
      >${when(
        terms.description !== undefined,
        () =>
          html`<span class="small soft"
            >${textMarkup({
              text: terms.description?.value ?? '',
              language: terms.description?.language,
            })}</span
          >`,
      )}
    </li>`;
  }
}

interface ShownEntity {
  readonly id: EntityId;
  readonly terms: DisplayTerms;
}

/** Entities that have something to say to this reader, other ones each day. */
async function entitiesOfTheDay(services: Services, language: string): Promise<ShownEntity[]> {
  const { records } = services.edit.storage;
  const pages = await records.listDocuments({ kind: 'item', limit: CANDIDATES });
  const ids = pages.map(({ documentId }) => documentId as EntityId);
  const terms = await services.labels.displayTerms(ids, language);
  const named = [...terms].filter(
    ([, { label, description }]) => label !== undefined && description !== undefined,
  );
  const candidates =
    named.length > 0 ? named : [...terms].filter(([, { label }]) => label !== undefined);
  const step = Math.max(1, Math.floor(candidates.length / ENTITIES_SHOWN));
  const start = Math.floor(Date.now() / DAY_MS) % step;
  return candidates
    .filter((_, index) => index % step === start)
    .slice(0, ENTITIES_SHOWN)
    .map(([id, each]) => ({ id, terms: each }));
}
