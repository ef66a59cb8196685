/** An entity as the text of a link to its page, in HTML and in wikitext. */
import type { Messages } from '../../../../client/i18n/message.ts';
import { entityPath } from '../../../../client/view/value-view.ts';
import { kindOfId } from '../../../../schema/model/documents/kinds.ts';
import type { SiteSettings } from '../../../../schema/model/documents/site-settings.ts';
import { pageEntityId } from '../../../../schema/model/entity-id.ts';
import type { EntityId } from '../../../../schema/model/entity-id.ts';
import { bcp47 } from '../../../../schema/model/languages/bcp47.ts';
import { directionOf } from '../../../../schema/model/languages/languages.ts';
import type { DisplayTerms } from '../../../read/labels.ts';
import { htmlText } from '../../response/html-text.ts';
import { titleOf } from '../../titles.ts';

export interface LinkContext {
  /** Of those entities that exist. */
  readonly terms: ReadonlyMap<EntityId, DisplayTerms>;
  readonly language: string;
  readonly messages: Messages;
  readonly site: SiteSettings;
  /** What stands before the path; empty for links within this site. */
  readonly base: string;
}

export function entityLinkHtml(id: EntityId, context: LinkContext): string {
  const { terms, language, messages, site, base } = context;
  const found = terms.get(id);
  if (found === undefined) {
    const note = htmlText(messages.text('value-no-entity'));
    return `${id} <span class="wb-entity-undefinedinfo">${note}</span>`;
  }
  const title = htmlText(pageTitleOf(id, site));
  const path = entityPath(id).replace(pageEntityId(id), pageTitleOf(id, site));
  const href = htmlText(base + path);
  const { label } = found;
  const other =
    label === undefined || label.language === language
      ? ''
      : ` lang="${bcp47(label.language)}" dir="${directionOf(label.language)}"`;
  return `<a title="${title}" href="${href}"${other}>${htmlText(label?.value ?? id)}</a>`;
}

export function entityLinkWikitext(id: EntityId, site: SiteSettings): string {
  return `[[${pageTitleOf(id, site)}]]`;
}

/** The page of a form or sense is that of its lexeme. */
function pageTitleOf(id: EntityId, site: SiteSettings): string {
  const page = pageEntityId(id);
  const kind = kindOfId(page);
  return kind === undefined ? page : titleOf({ documentId: page, kind }, site).title;
}
