/** An answer on a page, for a person who opens the address of a request. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { when } from '../pages/layout.ts';
import { messageMarkup } from '../pages/markup.ts';
import type { Markup } from '../pages/markup.ts';
import { renderPage, setUpPage } from '../pages/render.ts';
import type { PageContext } from '../pages/render.ts';
import type { Services } from '../services.ts';
import type { Envelope } from './envelope.ts';
import { laidOut } from './format.ts';

export async function answerPage(
  c: PageContext,
  text: string,
  { encoding, module }: Envelope,
  services: Services,
): Promise<Response> {
  await setUpPage(c, services);
  const { messages } = c.get('reader');
  const title = messages.text('api-answer-title');
  const help = `/w/api.php?action=help&modules=${encodeURIComponent(module)}`;
  const body = html`<h1>${title}</h1>
    <p>${messageMarkup(messages, 'api-answer-for-programs', formatLink(c, encoding))}</p>
    <p><a href="${help}">${messages.text('api-help-title')}</a></p>
    ${when(text !== '', () => html`<pre dir="ltr"><code>${laidOut(text, encoding)}</code></pre>`)}`;
  return renderPage(c, services, { title, body });
}

/** The same answer for a program; what was posted has no address. */
function formatLink(c: Context, encoding: Envelope['encoding']): Markup {
  const name = html`<code dir="ltr">format=${encoding}</code>`;
  if (c.req.method !== 'GET') return name;
  const parameters = new URL(c.req.url).searchParams;
  parameters.set('format', encoding);
  return html`<a href="/w/api.php?${parameters.toString()}">${name}</a>`;
}
