/** What is stated of an entity, by property: values, qualifiers, references. */
import { html } from 'hono/html';
import type {
  SnakGroupView,
  StatementGroupView,
  StatementsView,
  StatementView,
} from '../../../client/view/entity-view.ts';
import { pagePath } from '../../../client/view/safe-link.ts';
import type { Messages } from '../../../client/i18n/message.ts';
import { when } from './layout.ts';
import type { Markup } from './markup.ts';
import { textMarkup, valueMarkup } from './markup.ts';

export function statementSection(view: StatementsView, messages: Messages): Markup {
  return html`<section aria-labelledby="statements">
    <h2 id="statements">${messages.text('entity-statements')}</h2>
    ${
      view.groups.length === 0
        ? html`<p class="soft">${messages.text('entity-no-statements')}</p>`
        : groupsMarkup(view.groups, messages)
    }
  </section>`;
}

/** External identifiers are read by machines more than by people: one fold holds them all. */
export function identifierSection(view: StatementsView, messages: Messages): Markup {
  return html`<section aria-labelledby="identifiers"><h2 id="identifiers">${messages.text(
    'entity-identifiers',
  )}</h2>
<details${view.identifiers.length <= 8 ? html` open` : ''}><summary>${messages.text(
    'entity-identifier-count',
    view.identifiers.length,
  )}</summary>
${groupsMarkup(view.identifiers, messages)}</details></section>`;
}

/** `idPrefix` keeps the anchors of forms and senses apart from those of their lexeme. */
export function groupsMarkup(
  groups: readonly StatementGroupView[],
  messages: Messages,
  idPrefix = '',
): Markup {
  return html`<div class="statement-groups">
    ${groups.map(
      (group) =>
        html`<section class="statement-group" id="${idPrefix}${group.propertyId}">
          <h3>${valueName(group)}</h3>
          <ul class="statements" role="list">
            ${group.statements.map((statement) => statementMarkup(statement, messages))}
          </ul>
        </section>`,
    )}
  </div>`;
}

/** A property's name without its id beside it: the id is the tooltip. */
function valueName({ property, propertyId }: StatementGroupView): Markup {
  return html`<a href="${property.href}" title="${propertyId}">${textMarkup(property)}</a>`;
}

export function statementMarkup(statement: StatementView, messages: Messages): Markup {
  const { rank } = statement;
  return html`<li
    class="statement"
    id="${anchorOf(statement.id)}"
    data-statement="${statement.id}"
    data-rank="${rank}"
  >
    <div class="statement-value">
      ${valueMarkup(statement.value)}${when(
        rank !== 'normal',
        () =>
          html`<span class="rank rank-${rank}" title="${messages.text(`rank-${rank}-hint`)}"
            >${messages.text(`rank-${rank}`)}</span
          >`,
      )}${historyLink(statement, messages)}
    </div>
    ${when(statement.qualifiers.length > 0, () => snakGroupsMarkup(statement.qualifiers))}
    ${when(statement.references.length > 0, () => referencesMarkup(statement, messages))}
  </li>`;
}

/** Who set this, and when. */
function historyLink({ id }: StatementView, messages: Messages): Markup {
  const [page = ''] = id.split(/[-$]/, 1);
  return html` <a
    class="statement-history"
    href="${pagePath(page.toUpperCase())}?action=history&amp;statement=${encodeURIComponent(id)}"
    >${messages.text('statement-history')}</a
  >`;
}

/** As in the RDF: everything that is no word character becomes a dash. */
function anchorOf(statementId: string): string {
  return statementId.replaceAll(/[^\w-]/g, '-');
}

export function snakGroupsMarkup(groups: readonly SnakGroupView[]): Markup {
  return html`<dl class="qualifiers">
    ${groups.map(
      (group) =>
        html`<dt>${textMarkup(group.property)}</dt>
          ${group.values.map(
            (value, index) =>
              html`<dd${index === 0 ? '' : html` class="more"`}>${valueMarkup(value)}</dd>`,
          )}`,
    )}
  </dl>`;
}

function referencesMarkup({ references }: StatementView, messages: Messages): Markup {
  return html`<details class="references">
    <summary>${messages.text('entity-references', references.length)}</summary>
    ${references.map(snakGroupsMarkup)}
  </details>`;
}
