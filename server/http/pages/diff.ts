/** Two revisions of a page, compared. Signs and words say what colours say. */
import { html } from 'hono/html';
import type { DiffContent, DiffLine, DiffSection } from '../../../client/view/diff-lines.ts';
import type { ViewContext } from '../../../client/view/view-context.ts';
import { pagePath } from '../../../client/view/safe-link.ts';
import type { Messages } from '../../../client/i18n/message.ts';
import { snakGroupsMarkup, statementMarkup } from './entity.ts';
import type { RevisionInfo } from './history.ts';
import { flags, pageTools, summaryMarkup, userMarkup } from './history.ts';
import type { Markup } from './markup.ts';
import { nothing, timeMarkup, valueMarkup } from './markup.ts';

export interface DiffPage {
  readonly id: string;
  readonly title: Markup;
  readonly before: RevisionInfo | undefined;
  readonly after: RevisionInfo;
  readonly sections: readonly DiffSection[];
  readonly context: ViewContext;
}

export function diffBody({ id, title, before, after, sections, context }: DiffPage): Markup {
  const { messages } = context;
  return html`<header class="page-head">
      ${pageTools(id, 'diff', context)}
      <h1>${title}</h1>
    </header>
    <div class="diff-heads">
      ${
        before === undefined ? nothing : revisionHead(before, 'diff-before', id, context)
      }${revisionHead(after, 'diff-after', id, context)}
    </div>
    ${diffMarkup(sections, messages)}`;
}

/** The comparison alone, without saying of what. */
export function diffMarkup(sections: readonly DiffSection[], messages: Messages): Markup {
  return sections.length === 0
    ? html`<p>${messages.text('diff-nothing')}</p>`
    : html`<div class="diff">${sections.map((section) => sectionMarkup(section, messages))}</div>`;
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
