/** The page of an item, property or lexeme: everything that is stated of it, readable as it is. */
import { html } from 'hono/html';
import type { EntityView } from '../../../client/view/entity-view.ts';
import { statementsView } from '../../../client/view/entity-view.ts';
import { entityLink } from '../../../client/view/value-view.ts';
import { bestTerm } from '../../../client/view/view-context.ts';
import type { ViewContext } from '../../../client/view/view-context.ts';
import { languageName } from '../../../schema/model/languages/language-name.ts';
import { directionOf, language as languageOf } from '../../../schema/model/languages/languages.ts';
import type { Entity, Lexeme } from '../../../schema/model/entity.ts';
import type { Messages } from '../../../client/i18n/message.ts';
import { when } from './layout.ts';
import type { Markup } from './markup.ts';
import { messageMarkup, nothing, textMarkup, timeMarkup, valueMarkup } from './markup.ts';
import { groupsMarkup, identifierSection, statementSection } from './statements.ts';

/** Above this many statements the browser lays out only what is on the screen. */
const LONG_PAGE = 100;

export interface EntityPage {
  readonly entity: Entity;
  readonly view: EntityView;
  readonly context: ViewContext;
  readonly revision: {
    readonly revisionId: number;
    readonly timestamp: string;
    readonly userName: string | undefined;
  };
  /** The page shows an older revision than the newest. */
  readonly old: boolean;
  /** The id that led here, where it was merged into this entity. */
  readonly redirectedFrom: string | undefined;
  readonly editable: boolean;
  /** The editor writes units as IRIs that begin with this. */
  readonly conceptBase: string;
}

export function entityBody(page: EntityPage): Markup {
  const { entity, view, context, revision, conceptBase } = page;
  const { messages } = context;
  const long = entity.statements.length > LONG_PAGE;
  return html`${notices(page)}
    <article
      class="entity${long ? ' long' : ''}"
      data-entity="${view.id}"
      data-revision="${revision.revisionId}"
      data-concept-base="${conceptBase}"
      data-languages="${JSON.stringify(readerLanguages(context))}"
      ${circaAttribute(context)}
    >
      ${entityHead(page)}
      <div class="entity-body">
        <div class="entity-main">
          ${when(entity.type === 'property', () => datatypeLine(entity, messages))}
          ${statementSection(view, messages)}
          ${entity.type === 'lexeme' ? lexemeSections(entity, context) : nothing}
          ${when(view.identifiers.length > 0, () => identifierSection(view, messages))}
          ${when(view.terms.length > 0, () => termSection(view, messages))}
          ${when(view.siteLinkGroups.length > 0, () => siteLinkSection(view, messages))}
        </div>
        ${rail(view, context)}
      </div>
      <p class="small soft">
        ${messageMarkup(
          messages,
          'entity-last-changed',
          timeMarkup(revision.timestamp, messages),
          html`<bdi>${revision.userName ?? messages.text('history-suppressed')}</bdi>`,
        )}
      </p>
    </article>`;
}

/** The reader's languages as the editor names them, so that it need not know all languages. */
function readerLanguages({ languages }: ViewContext) {
  return languages.map((code) => ({
    code,
    autonym: languageOf(code)?.autonym ?? code,
    direction: directionOf(code),
  }));
}

/** How the editor says that a date is approximate; see `open-editor.ts`. */
function circaAttribute({ site }: ViewContext): Markup {
  const property = site.properties.get('sourcingCircumstances');
  const item = site.items.get('circa');
  return property === undefined || item === undefined
    ? nothing
    : html`data-circa="${property} ${item}"`;
}

function notices({ view, revision, old, redirectedFrom, context }: EntityPage): Markup {
  const { messages } = context;
  return html`${when(
    redirectedFrom !== undefined,
    () =>
      html`<p class="notice">
        ${messageMarkup(
          messages,
          'entity-redirected-from',
          html`<a href="/wiki/${redirectedFrom}?redirect=no">${redirectedFrom}</a>`,
        )}
      </p>`,
  )}${when(
    old && context.asOf !== undefined,
    () =>
      html`<p class="notice">
        ${messageMarkup(messages, 'entity-as-of', momentMarkup(context.asOf ?? '', messages))}
        <a href="/wiki/${view.id}">${messages.text('entity-see-current')}</a>
      </p>`,
  )}${when(
    old && context.asOf === undefined,
    () =>
      html`<p class="notice">
        ${messageMarkup(
          messages,
          'entity-old-revision',
          html`${revision.revisionId}`,
          timeMarkup(revision.timestamp, messages),
        )} <a href="/wiki/${view.id}">${messages.text('entity-see-current')}</a>
      </p>`,
  )}`;
}

/** A moment is a time, or the number of a revision. */
function momentMarkup(asOf: string, messages: Messages): Markup {
  return /^\d+$/.test(asOf)
    ? html`<bdi>${asOf}</bdi>`
    : timeMarkup(new Date(asOf).toISOString().replace(/\.\d+/, ''), messages);
}

function entityHead({ view, context, old, editable }: EntityPage): Markup {
  const { messages } = context;
  const heading =
    view.heading === undefined
      ? html`<span class="soft">${messages.text('entity-no-label')}</span>`
      : textMarkup(view.heading);
  return html`<header class="entity-head">
    <nav class="page-tools" aria-label="${view.id}">
      <a href="/wiki/${view.id}" ${old ? '' : html` aria-current="page"`}
        >${messages.text('nav-read')}</a
      >
      <a href="/wiki/${view.id}?action=history">${messages.text('nav-history')}</a>
      <a href="/wiki/${view.id}?action=watch">${messages.text('nav-watch')}</a>
      ${when(
        editable,
        () =>
          html`<a
            class="button"
            href="/wiki/${view.id}?action=edit"
            data-island="entity-editor"
            data-failed="${messages.text('edit-load-failed')}"
            data-retry="${messages.text('edit-retry')}"
            >${messages.text('nav-edit')}</a
          >`,
      )}
    </nav>
    <h1>${heading} <span class="id">${view.id}</span></h1>
    <p class="entity-description">
      ${
        view.description === undefined
          ? messages.text('entity-no-description')
          : textMarkup(view.description)
      }
    </p>
    ${when(
      view.aliases.length > 0,
      () =>
        html`<p class="entity-aliases small">
          <span class="soft">${messages.text('entity-also-known-as')}</span>${view.aliases.map(
            (text) => textMarkup({ text, language: view.heading?.language ?? messages.language }),
          )}
        </p>`,
    )}
  </header>`;
}

function datatypeLine(entity: Entity, messages: Messages): Markup {
  if (entity.type !== 'property') return nothing;
  return html`<p>
    <span class="soft">${messages.text('entity-datatype')}:</span>
    <strong>${messages.text(`datatype-${entity.datatype}`)}</strong>
  </p>`;
}

function termSection(view: EntityView, messages: Messages): Markup {
  return html`<section aria-labelledby="terms">
    <h2 id="terms">${messages.text('entity-in-other-languages')}</h2>
    <details>
      <summary>${messages.text('entity-language-count', view.terms.length)}</summary>
      <div class="scroll-x" tabindex="0" role="region" aria-labelledby="terms">
        <table class="terms-table">
          <thead>
            <tr>
              <th scope="col">${messages.text('entity-language')}</th>
              <th scope="col">${messages.text('entity-label')}</th>
              <th scope="col">${messages.text('entity-description')}</th>
              <th scope="col">${messages.text('entity-aliases')}</th>
            </tr>
          </thead>
          <tbody>
            ${view.terms.map(
              (row) =>
                html`<tr>
                  <th scope="row" title="${languageName(row.language, messages.language)}">
                    ${textMarkup({
                      text: row.autonym,
                      language: row.language,
                    })}
                  </th>
                  ${termCell(row.label, row.language)}${termCell(row.description, row.language)}
                  <td>
                    ${row.aliases.map(
                      (text, index) =>
                        html`${index === 0 ? '' : messages.text('list-separator')}${textMarkup({
                          text,
                          language: row.language,
                        })}`,
                    )}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>
  </section>`;
}

function termCell(text: string | undefined, code: string): Markup {
  return html`<td>${text === undefined ? nothing : textMarkup({ text, language: code })}</td>`;
}

function siteLinkSection(view: EntityView, messages: Messages): Markup {
  return html`<section aria-labelledby="sitelinks">
    <h2 id="sitelinks">${messages.text('entity-sitelinks')}</h2>
    ${view.siteLinkGroups.map(
      ({ group, links }) =>
        html`<h3>${group}</h3>
          <ul class="sitelinks" role="list">
            ${links.map(
              (link) =>
                html`<li>
                  <span class="id">${link.site}</span> ${
                    link.href === undefined
                      ? textMarkup(link.title)
                      : html`<a href="${link.href}" rel="noopener">${textMarkup(link.title)}</a>`
                  }
                </li>`,
            )}
          </ul>`,
    )}
  </section>`;
}

function rail(view: EntityView, { messages, asOf }: ViewContext): Markup {
  const then = asOf === undefined ? '' : `?asof=${encodeURIComponent(asOf)}`;
  const file = (suffix: string, name: string) =>
    html`<li><a href="/wiki/Special:EntityData/${view.id}.${suffix}${then}">${name}</a></li>`;
  return html`<aside class="rail">
    ${when(
      view.groups.length > 3,
      () =>
        html`<nav aria-labelledby="contents">
          <h2 id="contents">${messages.text('entity-contents')}</h2>
          <ul>
            ${view.groups.map(
              ({ propertyId, property }) =>
                html`<li><a href="#${propertyId}">${textMarkup(property)}</a></li>`,
            )}
          </ul>
        </nav>`,
    )}
    <div>
      <h2>${messages.text('entity-formats')}</h2>
      <ul>
        ${file('json', 'JSON')}${file('jsonld', 'JSON-LD')}${file('ttl', 'Turtle')}${file(
          'nt',
          'N-Triples',
        )}${file('rdf', 'RDF/XML')}
      </ul>
    </div>
  </aside>`;
}

function lexemeSections(lexeme: Lexeme, context: ViewContext): Markup {
  const { messages } = context;
  const link = (id: Lexeme['language']) => valueMarkup(entityLink(id, context));
  return html`<section aria-labelledby="lexeme">
      <h2 id="lexeme">${messages.text('lexeme-lemma')}</h2>
      <dl class="qualifiers">
        <dt>${messages.text('lexeme-language')}</dt>
        <dd>${link(lexeme.language)}</dd>
        <dt>${messages.text('lexeme-category')}</dt>
        <dd>${link(lexeme.lexicalCategory)}</dd>
      </dl>
    </section>
    ${when(
      lexeme.senses.length > 0,
      () =>
        html`<section aria-labelledby="senses">
          <h2 id="senses">${messages.text('lexeme-senses')}</h2>
          ${lexeme.senses.map((sense) =>
            lexemePart(
              sense.id,
              bestTerm(sense.glosses, context.languages),
              nothing,
              sense,
              context,
            ),
          )}
        </section>`,
    )}
    ${when(
      lexeme.forms.length > 0,
      () =>
        html`<section aria-labelledby="forms">
          <h2 id="forms">${messages.text('lexeme-forms')}</h2>
          ${lexeme.forms.map((form) =>
            lexemePart(
              form.id,
              bestTerm(form.representations, context.languages),
              html`<p class="small soft">
                ${form.grammaticalFeatures.map(
                  (id) => html`${valueMarkup(entityLink(id, context))} `,
                )}
              </p>`,
              form,
              context,
            ),
          )}
        </section>`,
    )}`;
}

function lexemePart(
  id: string,
  text: ReturnType<typeof bestTerm>,
  details: Markup,
  { statements }: { statements: Entity['statements'] },
  context: ViewContext,
): Markup {
  const view = statementsView(statements, context);
  const groups = [...view.groups, ...view.identifiers];
  const part = id.slice(id.indexOf('-') + 1);
  return html`<section id="${part}">
    <h3>${text === undefined ? nothing : textMarkup(text)} <span class="id">${id}</span></h3>
    ${details}${when(groups.length > 0, () => groupsMarkup(groups, context.messages, `${part}-`))}
  </section>`;
}
