/** A value in each of the forms that `wbformatvalue` can generate. */
import type { ValueView } from '../../../../client/view/value-view.ts';
import type { Datatype } from '../../../../schema/datatypes.ts';
import type { DataValue } from '../../../../schema/model/data-value.ts';
import { bcp47 } from '../../../../schema/model/languages/bcp47.ts';
import { languageName } from '../../../../schema/model/languages/language-name.ts';
import { directionOf } from '../../../../schema/model/languages/languages.ts';
import { formatValue } from '../../../../schema/model/values/value.ts';
import type { FormatOptions } from '../../../../schema/model/values/value.ts';
import { htmlText } from '../../response/html-text.ts';
import { entityLinkHtml, entityLinkWikitext } from './entity-links.ts';
import type { LinkContext } from './entity-links.ts';
import { valueDetails } from './value-details.ts';
import { wikitext } from './wikitext.ts';

export const valueFormats = [
  'text/plain',
  'text/x-wiki',
  'text/html',
  'text/html; disposition=verbose',
  'text/html; disposition=verbose-preview',
] as const;

export interface ValueContext {
  /** Knows where a string leads. */
  readonly view: ValueView;
  readonly datatype: Datatype | undefined;
  readonly options: FormatOptions;
  readonly links: LinkContext;
}

export function formattedValue(
  format: (typeof valueFormats)[number],
  value: DataValue,
  context: ValueContext,
): string {
  switch (format) {
    case 'text/plain':
      return formatValue(value, context.options);
    case 'text/x-wiki':
      return valueWikitext(value, context);
    case 'text/html':
      return valueHtml(value, context);
    case 'text/html; disposition=verbose':
    case 'text/html; disposition=verbose-preview':
      return verboseHtml(value, context);
  }
}

function valueWikitext(value: DataValue, { datatype, links, options, view }: ValueContext): string {
  if (value.type === 'wikibase-entityid') return entityLinkWikitext(value.id, links.site);
  const text = wikitext(formatValue(value, options));
  if (view.href === undefined) return text;
  // a bare address is a link already
  return datatype === 'url' ? view.href : `[${view.href} ${text}]`;
}

/** The classes by which style sheets and gadgets know links of Wikibase. */
const LINK_CLASSES: Readonly<Partial<Record<Datatype, string>>> = {
  url: 'external free',
  'external-id': 'wb-external-id external',
  commonsMedia: 'extiw',
  'geo-shape': 'extiw',
  'tabular-data': 'extiw',
};

function valueHtml(value: DataValue, { datatype, links, options, view }: ValueContext): string {
  if (value.type === 'wikibase-entityid') return entityLinkHtml(value.id, links);
  if (value.type === 'monolingualtext') return textHtml(value, links.language);
  const text = htmlText(formatValue(value, options));
  if (view.href === undefined) return text;
  const kind = (datatype === undefined ? undefined : LINK_CLASSES[datatype]) ?? 'external';
  return `<a class="${kind}" href="${htmlText(view.href)}" rel="nofollow">${text}</a>`;
}

function textHtml(
  { text, language }: Extract<DataValue, { type: 'monolingualtext' }>,
  reader: string,
): string {
  const attributes = `lang="${htmlText(bcp47(language))}" dir="${directionOf(language)}"`;
  const name = htmlText(languageName(language, reader));
  return (
    `<span ${attributes} class="wb-monolingualtext-value">${htmlText(text)}</span> ` +
    `<span class="wb-monolingualtext-language-name" dir="auto">(${name})</span>`
  );
}

/** With everything that the value says beside what is written in short. */
function verboseHtml(value: DataValue, context: ValueContext): string {
  const details = valueDetails(value, context.options);
  if (details.length === 0) return valueHtml(value, context);
  const { messages } = context.links;
  const kind = `wb-details wb-${value.type}-details`;
  const rows = details.map(
    ({ name, key, text }) =>
      `<tr><th class="wb-${value.type}-${name}">${htmlText(messages.text(key))}</th>` +
      `<td class="wb-${value.type}-${name}">${htmlText(text)}</td></tr>`,
  );
  const heading = `<h4 class="${kind}"><b>${valueHtml(value, context)}</b></h4>`;
  return `${heading}<table class="${kind}">${rows.join('')}</table>`;
}
