/** `Special:BlockList`: who may not edit at present, and why. */
import { html } from 'hono/html';
import type { Messages } from '../../../../client/i18n/message.ts';
import type { Block } from '../../../storage/records/blocks.ts';
import type { Services } from '../../services.ts';
import { csrfField, when } from '../layout.ts';
import type { Markup } from '../markup.ts';
import { nothing, timeMarkup } from '../markup.ts';
import type { PageContext } from '../render.ts';
import { renderPage } from '../render.ts';

const SHOWN = 50;

export async function blockListPage(c: PageContext, services: Services): Promise<Response> {
  const { messages } = c.get('reader');
  const { rights, csrfToken } = c.get('visitor');
  const before = /^\d{1,15}$/.exec(c.req.query('before') ?? '')?.[0];
  const blocks = await services.edit.storage.records.blocks({
    limit: SHOWN + 1,
    ...(before === undefined ? {} : { before: Number(before) }),
  });
  const shown = blocks.slice(0, SHOWN);
  const token = rights.has('block') ? csrfToken : undefined;
  const title = messages.text('block-list-title');
  const body = html`<h1>${title}</h1>
    ${when(
      token !== undefined,
      () => html`<p><a href="/wiki/Special:Block">${messages.text('block-title')}</a></p>`,
    )}
    ${
      shown.length === 0
        ? html`<p>${messages.text('block-list-empty')}</p>`
        : blockTable(shown, token, messages)
    }
    ${when(
      blocks.length > SHOWN,
      () =>
        html`<p>
          <a href="/wiki/Special:BlockList?before=${shown.at(-1)?.blockId ?? 0}"
            >${messages.text('history-next-page')}</a
          >
        </p>`,
    )}`;
  return renderPage(c, services, { title, body });
}

function blockTable(
  blocks: readonly Block[],
  token: string | undefined,
  messages: Messages,
): Markup {
  return html`<div class="scroll-x" tabindex="0" role="region" aria-labelledby="blocks-caption">
    <table>
      <caption id="blocks-caption" class="visually-hidden">
        ${messages.text('block-list-title')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${messages.text('block-target')}</th>
          <th scope="col">${messages.text('block-column-since')}</th>
          <th scope="col">${messages.text('moderate-expiry')}</th>
          <th scope="col">${messages.text('block-column-by')}</th>
          <th scope="col">${messages.text('moderate-reason')}</th>
          ${token === undefined ? nothing : html`<th scope="col">${messages.text('moderate-action')}</th>`}
        </tr>
      </thead>
      <tbody>
        ${blocks.map((block) => row(block, token, messages))}
      </tbody>
    </table>
  </div>`;
}

function row(block: Block, token: string | undefined, messages: Messages): Markup {
  const { target, created, expires, byName, reason, only } = block;
  return html`<tr>
    <th scope="row"><bdi>${target}</bdi></th>
    <td>${timeMarkup(created, messages)}</td>
    <td>
      ${expires === undefined ? messages.text('moderate-forever') : timeMarkup(expires, messages)}
    </td>
    <td><bdi>${byName}</bdi></td>
    <td>
      <bdi>${reason}</bdi>${when(
        only !== undefined,
        () =>
          html` <span class="soft"
            >${messages.text('block-only', [...(only?.pages ?? []), ...(only?.kinds ?? [])].join(', '))}</span
          >`,
      )}
    </td>
    ${
      token === undefined
        ? nothing
        : html`<td>
            <form class="inline-form" method="post" action="/wiki/Special:Unblock">
              ${csrfField(token)} <input type="hidden" name="user" value="${target}" />
              <button aria-label="${messages.text('block-unblock-whom', target)}">
                ${messages.text('block-unblock')}
              </button>
            </form>
          </td>`
    }
  </tr>`;
}
