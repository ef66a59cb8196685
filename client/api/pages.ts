/** A page of this wiki as it stood at one revision, in the language of the page that asks. */
import type { EntityId } from '../../schema/model/entity-id.ts';
import { ApiFailure, interfaceLanguage } from './http.ts';

/** Parsed by the browser while it arrives: to text that would become markup, pages say no. */
export function loadPage(id: EntityId, revisionId: number): Promise<Document> {
  const query = new URLSearchParams({ oldid: String(revisionId), uselang: interfaceLanguage() });
  const request = new XMLHttpRequest();
  request.open('GET', `/wiki/${id}?${query}`);
  request.responseType = 'document';
  return new Promise((resolve, reject) => {
    request.addEventListener('loadend', () => {
      const page = request.status === 200 ? request.responseXML : null;
      if (page === null) reject(new ApiFailure('offline', '', true));
      else resolve(page);
    });
    request.send();
  });
}
