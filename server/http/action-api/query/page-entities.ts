/** The entities that are on pages of a query. */
import type { Entity } from '../../../../schema/model/entity.ts';
import { readStored } from '../../../../schema/model/stored-json.ts';
import type { QueryPage } from './page-set.ts';

/** Pages that hold none, or only lead to one, are left out. */
export function entitiesOf(pages: readonly QueryPage[]): Map<QueryPage, Entity> {
  return new Map(
    pages.flatMap((page): [QueryPage, Entity][] => {
      if (page.document === undefined) return [];
      const document = readStored(page.document.kind, page.document.content);
      return document.type === 'item' || document.type === 'property' || document.type === 'lexeme'
        ? [[page, document]]
        : [];
    }),
  );
}
