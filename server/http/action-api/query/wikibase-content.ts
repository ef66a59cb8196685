/** The text of a revision as Wikibase would store it, which clients read with Wikibase's libraries. */
import { createHash } from 'node:crypto';
import type { Document, DocumentKind } from '../../../../schema/model/documents/kinds.ts';
import { documentKind } from '../../../../schema/model/documents/kinds.ts';
import { entityJson, redirectJson } from '../../../../schema/model/json/write-entity.ts';
import { readStored } from '../../../../schema/model/stored-json.ts';
import type { ApiRequest } from '../request.ts';

export interface WikibaseContent {
  readonly model: string;
  readonly format: 'application/json' | 'text/plain';
  readonly text: string;
  readonly sha1: string;
  readonly isRedirect: boolean;
}

/** `undefined` where there is none, or none that may be seen. */
export async function readContent(
  revisionId: number,
  { services }: ApiRequest,
): Promise<WikibaseContent | undefined> {
  const stored = await services.edit.storage.records.revision(revisionId);
  return stored?.content === undefined ? undefined : wikibaseContent(stored.kind, stored.content);
}

function wikibaseContent(kind: DocumentKind, stored: string): WikibaseContent {
  const document = readStored(kind, stored);
  const text = textOf(document);
  return {
    model: documentKind(kind).contentModel,
    format: 'text' in document ? 'text/plain' : 'application/json',
    text,
    sha1: createHash('sha1').update(text).digest('hex'),
    isRedirect: document.type === 'redirect',
  };
}

function textOf(document: Document): string {
  if ('text' in document) return document.text;
  switch (document.type) {
    case 'item':
    case 'property':
    case 'lexeme':
      // datatypes are the properties' to say
      return JSON.stringify(
        entityJson(document, 'api', () => undefined),
        emptyAsPhp,
      );
    case 'redirect':
      return JSON.stringify(redirectJson(document));
    case 'site-settings':
      return JSON.stringify(documentKind('site-settings').toStored(document));
  }
}

/** PHP writes an empty map as an empty list. */
function emptyAsPhp(_key: string, value: unknown): unknown {
  const isEmptyMap =
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length === 0;
  return isEmptyMap ? [] : value;
}
