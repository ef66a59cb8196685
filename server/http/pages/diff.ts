/** Two revisions of a page, compared. Signs and words say what colours say. */
import { html } from 'hono/html';
import type { DiffContent, DiffLine, DiffSection } from '../../../client/view/diff-lines.ts';
import type { ViewContext } from '../../../client/view/view-context.ts';
import { pagePath } from '../../../client/view/safe-link.ts';
import type { Messages } from '../../../client/i18n/message.ts';
import { snakGroupsMarkup, statementMarkup } from './statements.ts';
import type { RevisionInfo } from './history.ts';
import { flags, pageTools, summaryMarkup, userMarkup } from './history.ts';
import { csrfField } from './layout.ts';
import type { Markup } from './markup.ts';
import { nothing, timeMarkup, valueMarkup } from './markup.ts';

export interface DiffPage {
  readonly id: string;
  readonly title: Markup;
  readonly before: RevisionInfo | undefined;
  readonly after: RevisionInfo | undefined;
  /** The comparison; where a side may not be seen, that it may not, and what the other one held. */
  readonly content: Markup;
  readonly context: ViewContext;
  /** The revision after both; `undefined` where there is none. */
  readonly next: number | undefined;
  readonly csrfToken: string;
  readonly canPatrol: boolean;
}

export function diffBody(page: DiffPage): Markup {
  const { id, title, before, after, content, context } = page;
  return html`<header class="page-head">
      ${pageTools(id, 'diff', context)}
      <h1>${title}</h1>
    </header>
    <div class="diff-heads">
      ${
        before === undefined ? nothing : revisionHead(before, 'diff-before', id, context)
      }${after === undefined ? nothing : revisionHead(after, 'diff-after', id, context)}
    </div>
    ${neighbours(page)} ${content}`;
}

/** The comparison alone, without saying of what. */
export function diffMarkup(sections: readonly DiffSection[], messages: Messages): Markup {
  return sections.length === 0
    ? html`<p>${messages.text('diff-nothing')}</p>`
    : html`<div class="diff">${sections.map((section) => sectionMarkup(section, messages))}</div>`;
}

/** The way to the changes before and after, and to saying that one has looked. */
function neighbours({ id, before, after, next, csrfToken, canPatrol, context }: DiffPage): Markup {
  const { messages } = context;
  const link = (revision: number, key: 'diff-previous' | 'diff-next') =>
    html`<a href="${pagePath(id)}?diff=${revision}">${messages.text(key)}</a>`;
  return html`<nav class="actions" aria-label="${messages.text('nav-history')}">
    ${before === undefined ? nothing : link(before.revisionId, 'diff-previous')}
    ${next === undefined ? nothing : link(next, 'diff-next')}
    ${
      canPatrol && after?.patrol === 'unpatrolled'
        ? html`<form class="inline-form" method="post" action="${pagePath(id)}?action=revert">
            ${csrfField(csrfToken)}
            <button name="patrol" value="${after.revisionId}">
              ${messages.text('diff-patrol')}
            </button>
          </form>`
        : nothing
    }
  </nav>`;
}

function revisionHead(
  revision: RevisionInfo,
  key: 'diff-before' | 'diff-after',
  id: string,
  context: ViewContext,
): Markup {
  const { messages } = context;
  return html`<div>
    <h2 class="small">
      ${messages.text(key)}:
      <a href="${pagePath(id)}?oldid=${revision.revisionId}"
        >${messages.text('diff-revision', String(revision.revisionId))}</a
      >
    </h2>
    <p class="small">
      ${timeMarkup(revision.timestamp, messages)} · ${userMarkup(revision, context)}
      ${flags(revision, context)}
    </p>
    <p class="small soft">${summaryMarkup(revision, context)}</p>
  </div>`;
}

function sectionMarkup({ heading, lines }: DiffSection, messages: Messages): Markup {
  return html`<section>
    ${
      heading.length === 0 ? nothing : html`<h3>${heading.map(valueMarkup)}</h3>`
    }${lines.map((line) => lineMarkup(line, messages))}
  </section>`;
}

function lineMarkup({ sign, content }: DiffLine, messages: Messages): Markup {
  const text = contentMarkup(content, messages);
  return html`<div class="diff-line diff-${sign}">
    <span class="sign" aria-hidden="true">${sign === 'added' ? '+' : '−'}</span>
    <div>
      <span class="visually-hidden">${messages.text(`diff-${sign}`)}: </span>${
        sign === 'added' ? html`<ins>${text}</ins>` : html`<del>${text}</del>`
      }
    </div>
  </div>`;
}

function contentMarkup(content: DiffContent, messages: Messages): Markup {
  switch (content.kind) {
    case 'text':
      return valueMarkup(content.value);
    case 'statement':
      return html`<ul class="statements" role="list">
        ${statementMarkup(content.statement, messages)}
      </ul>`;
    case 'snaks':
      return html`<span class="soft small">${content.title}</span
        >${snakGroupsMarkup(content.groups)}`;
  }
}
