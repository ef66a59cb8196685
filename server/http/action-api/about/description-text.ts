/** Descriptions in the forms that `helpformat` names. */
import { html } from 'hono/html';
import { bcp47 } from '../../../../schema/model/languages/bcp47.ts';
import { directionOf } from '../../../../schema/model/languages/languages.ts';
import type { Markup } from '../../pages/markup.ts';
import type { JsonObject } from '../module.ts';
import type { Description, ValueDescription } from './descriptions.ts';

export const helpFormats = ['html', 'none', 'raw', 'wikitext'] as const;
export type HelpFormat = Exclude<(typeof helpFormats)[number], 'none'>;

/** As a member of an answer: a text, or for `raw` the list of its messages. */
export async function writtenDescription(
  description: Description,
  values: readonly ValueDescription[],
  format: HelpFormat,
): Promise<string | readonly JsonObject[]> {
  switch (format) {
    case 'html':
      return String(await html`${codeMarkup(description.text)}${valueList(values)}`);
    case 'wikitext':
      return [
        wikitext(description.text),
        ...values.map(({ value, text }) => `;<code>${value}</code>:${wikitext(text)}`),
      ].join('\n');
    case 'raw':
      return [
        rawMessage(description),
        ...values.map((each) => ({ ...rawMessage(each), forvalue: each.value })),
      ];
  }
}

export function rawMessage({ key, parameters }: Description): JsonObject {
  return { key, params: parameters };
}

/** On a page in `language`: one that fell back to another says so. */
export function descriptionMarkup(description: Description, language: string): Markup {
  const text = codeMarkup(description.text);
  return description.language === language
    ? text
    : html`<span lang="${bcp47(description.language)}" dir="${directionOf(description.language)}"
        >${text}</span
      >`;
}

export function valueList(values: readonly ValueDescription[], language?: string): Markup | '' {
  if (values.length === 0) return '';
  return html`<dl>
    ${values.map(
      (each) =>
        html`<dt><code>${each.value}</code></dt>
          <dd>
            ${language === undefined ? codeMarkup(each.text) : descriptionMarkup(each, language)}
          </dd>`,
    )}
  </dl>`;
}

/** What stands between backticks is code. */
function codeMarkup(text: string): Markup {
  return html`${text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? part : html`<code dir="ltr">${part}</code>`))}`;
}

function wikitext(text: string): string {
  return text.replaceAll(/`([^`]*)`/g, '<code><nowiki>$1</nowiki></code>');
}
