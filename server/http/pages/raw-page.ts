/** `action=raw`: what a page holds, as text, without a page around it. */
import { documentPath } from '../linked-data/entity-data-request.ts';
import { failure } from '../../../schema/failures.ts';
import { documentKind, kindOf } from '../../../schema/model/documents/kinds.ts';
import type { Document } from '../../../schema/model/documents/kinds.ts';
import { parseEntityId } from '../../../schema/model/entity-id.ts';
import { readPage, readRevision } from '../../read/entities.ts';
import type { Services } from '../services.ts';
import { revisionNumber } from './page-actions.ts';
import type { PageContext } from './render.ts';
import { failurePage } from './render.ts';

export async function showRaw(
  c: PageContext,
  services: Services,
  id: string,
  oldid: string | undefined,
): Promise<Response> {
  const entity = parseEntityId(id);
  if (entity !== undefined) {
    const revision = oldid === undefined ? '' : `?revision=${encodeURIComponent(oldid)}`;
    return c.redirect(documentPath(entity, 'json') + revision, 303);
  }
  const { records } = services.edit.storage;
  if (oldid !== undefined) {
    const page = await readRevision(records, id, revisionNumber(oldid));
    return page.ok ? asText(c, page.value.document) : failurePage(c, services, page.failures);
  }
  const page = await readPage(records, id);
  return page === undefined
    ? failurePage(c, services, [failure('unknown-entity', { id })])
    : asText(c, page.document);
}

function asText(c: PageContext, document: Document): Response {
  if ('text' in document) return c.text(document.text);
  return c.json(documentKind(kindOf(document)).toStored(document));
}
