/** `opensearch`: what search fields of browsers and other programs ask while somebody types. */
import type { EntityKind } from '../../../../schema/model/documents/kinds.ts';
import { hasKind } from '../../../../schema/model/documents/site-settings.ts';
import { pageEntityId } from '../../../../schema/model/entity-id.ts';
import { searchEntities } from '../../../search/term-search.ts';
import { kindsIn, titleOf } from '../../titles.ts';
import { defineModule } from '../module.ts';

const searched: readonly EntityKind[] = ['item', 'property', 'lexeme'];

export const openSearchModule = defineModule({
  name: 'opensearch',
  parameters: {
    search: { type: 'string', required: true },
    namespace: { type: 'namespaces' },
    limit: { type: 'limit', default: '10' },
    profile: { type: 'string' },
    redirects: { type: 'enum', values: ['resolve', 'return'] },
    warningsaserror: { type: 'boolean' },
  },
  async run({ search, namespace, limit }, { services, language }) {
    const { labels, properties, edit, urls } = services;
    const site = await services.site.current();
    const kinds =
      namespace === undefined
        ? searched.filter((kind) => hasKind(site, kind))
        : kindsIn(namespace, site).filter(isSearched);
    const { matches } =
      kinds.length === 0
        ? { matches: [] }
        : await searchEntities(
            { text: search, language, kinds, limit },
            { records: edit.storage.records, labels, properties },
          );
    const titles = matches.map(({ id, kind }) => {
      const { title } = titleOf({ documentId: pageEntityId(id), kind }, site);
      return title;
    });
    return [
      search,
      titles,
      matches.map(({ label, description }) =>
        [label?.value, description?.value].filter((text) => text !== undefined).join(': '),
      ),
      titles.map((title) => `${urls.base}/wiki/${title}`),
    ];
  },
});

function isSearched(kind: string): kind is EntityKind {
  return searched.some((each) => each === kind);
}
