/** What a page holds, as markup without the frame, the headings and the tools around it. */
import { html } from 'hono/html';
import { entityView } from '../../../client/view/entity-view.ts';
import { pagePath } from '../../../client/view/safe-link.ts';
import type { Messages } from '../../../client/i18n/message.ts';
import type { Document } from '../../../schema/model/documents/kinds.ts';
import type { EntityRedirect } from '../../../schema/model/entity.ts';
import { mentionedEntities } from '../../../schema/model/mentions.ts';
import { writeStored } from '../../../schema/model/stored-json.ts';
import { isEntityPage } from '../../read/entities.ts';
import type { Page } from '../../read/entities.ts';
import type { Reader } from '../request/reader.ts';
import type { Services } from '../services.ts';
import { entityBody } from './entity.ts';
import { messageMarkup } from './markup.ts';
import type { Markup } from './markup.ts';
import { viewContext } from './view-context.ts';

/** For readers only: nothing of it can be edited. */
export async function contentMarkup(
  page: Page,
  reader: Pick<Reader, 'language' | 'languages' | 'messages'>,
  services: Services,
): Promise<Markup> {
  if (!isEntityPage(page)) return plainMarkup(page.document, reader.messages);
  const { document: entity, revision } = page;
  const mentioned = [entity.id, ...mentionedEntities(entity)];
  const context = await viewContext(services, reader, mentioned);
  return entityBody({
    entity,
    view: entityView(entity, context),
    context,
    revision,
    old: false,
    redirectedFrom: undefined,
    editable: false,
    conceptBase: services.urls.conceptBase,
  });
}

/** A page that is no entity: where it leads, or its text as it was written. */
export function plainMarkup(document: Document, messages: Messages): Markup {
  if (document.type === 'redirect') return redirectMarkup(document, messages);
  return textBlock('text' in document ? document.text : indentedJson(document));
}

/** Text has no markup of its own here. */
export function textBlock(text: string): Markup {
  return html`<pre>${text}</pre>`;
}

function redirectMarkup({ id, target }: EntityRedirect, messages: Messages): Markup {
  return html`<p>
    ${messageMarkup(
      messages,
      'entity-is-redirect',
      html`${id}`,
      html`<a href="${pagePath(target)}">${target}</a>`,
    )}
  </p>`;
}

function indentedJson(document: Document): string {
  return JSON.stringify(JSON.parse(writeStored(document)), undefined, 2);
}
