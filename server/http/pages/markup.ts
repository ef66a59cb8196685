/** The small pieces every page is written with. All markup is hono/html's, which escapes. */
import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Text } from '../../../client/view/text.ts';
import type { ValueView } from '../../../client/view/value-view.ts';
import type { MessageKey, Messages } from '../../../client/i18n/message.ts';
import { bcp47 } from '../../../schema/model/languages/bcp47.ts';
import { directionOf } from '../../../schema/model/languages/languages.ts';

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

export const nothing = html``;

/** Text set apart from what surrounds it: right to left and left to right do not mix up. */
export function textMarkup({ text, language }: Text): Markup {
  return language === undefined
    ? html`<bdi>${text}</bdi>`
    : html`<bdi lang="${bcp47(language)}" dir="${directionOf(language)}">${text}</bdi>`;
}

/** The id behind a name is its tooltip; any other small print is read along. */
export function valueMarkup(value: ValueView): Markup {
  const { href, hint, special } = value;
  const text = textMarkup(value);
  const shown = href === undefined ? text : linkMarkup(value, href, text);
  return html`<span class="value${special === true ? ' special' : ''}">${shown}</span>${
      hint === undefined || href !== undefined ? nothing : hintMarkup(hint)
    }`;
}

function linkMarkup({ external, hint }: ValueView, href: string, text: Markup): Markup {
  if (external === true) {
    return html`<a class="external" href="${href}" rel="nofollow noopener">${text}</a>`;
  }
  return hint === undefined
    ? html`<a href="${href}">${text}</a>`
    : html`<a href="${href}" title="${hint}">${text}</a>`;
}

function hintMarkup(hint: string): Markup {
  return html`<small class="hint"><bdi>${hint}</bdi></small>`;
}

/** Addresses, dates, spans of time: numbers and Latin letters held together. */
const EXAMPLE = /((?=[\da-z:./-]*\d)[\da-z]+(?:[:./-]+[\da-z]+)+|\d+ [a-z]+)/i;

/** A hint, in which examples stay as they are typed where the text runs from right to left. */
export function exampleMarkup(hint: string): Markup {
  return html`${hint
    .split(EXAMPLE)
    .map((part, index) => (index % 2 === 0 ? part : html`<bdi dir="ltr">${part}</bdi>`))}`;
}

/** A message whose parameters are pieces of markup. */
export function messageMarkup(
  messages: Messages,
  key: MessageKey,
  ...parameters: readonly (Markup | number | string)[]
): Markup {
  const plain = parameters.map((parameter) => (typeof parameter === 'number' ? parameter : ''));
  return html`${messages
    .parts(key, ...plain)
    .map((part) => (typeof part === 'string' ? part : (parameters[part.parameter] ?? '')))}`;
}

/** A moment in the reader's language, set apart like any text: numerals run their own way. */
export function timeMarkup(timestamp: string, messages: Messages): Markup {
  const moment = formatMoment(timestamp, messages.language);
  return html`<time datetime="${timestamp}"><bdi>${moment}</bdi></time>`;
}

/** In UTC, so that two readers who speak of a time mean the same. */
function formatMoment(timestamp: string, language: string): string {
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const;
  try {
    return new Intl.DateTimeFormat(language, options).format(new Date(timestamp));
  } catch {
    return new Intl.DateTimeFormat('en', options).format(new Date(timestamp));
  }
}
