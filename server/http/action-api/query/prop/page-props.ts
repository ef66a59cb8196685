/** `prop=pageprops`: how much an entity holds. */
import { allStatements } from '../../../../../schema/model/entity.ts';
import type { Entity } from '../../../../../schema/model/entity.ts';
import type { DatatypeOf } from '../../../../../schema/model/json/write-statement.ts';
import { datatypesIn } from '../../../entity-answer.ts';
import type { Services } from '../../../services.ts';
import { tellOfEntities } from '../page-entities.ts';
import { defineProp } from '../query-module.ts';

export const pageProps = defineProp({
  name: 'pageprops',
  prefix: 'pp',
  parameters: { continue: { type: 'string' }, prop: { type: 'list' } },
  async run({ prop, continue: from }, request, { pages }) {
    return tellOfEntities({ pages, from }, request, async (entity) => {
      const all = Object.entries(await pagePropsOf(entity, request.services));
      const wanted = all.filter(([name]) => prop === undefined || prop.includes(name));
      return { pageprops: Object.fromEntries(wanted) };
    });
  },
});

export async function pagePropsOf(
  entity: Entity,
  services: Services,
): Promise<Record<string, string>> {
  return countsOf(entity, await datatypesIn([entity], services));
}

function countsOf(entity: Entity, datatypeOf: DatatypeOf): Record<string, string> {
  const counts = { 'wb-claims': String(allStatements(entity).length) };
  if (entity.type === 'property') return counts;
  if (entity.type === 'lexeme') {
    const { forms, senses } = entity;
    return { ...counts, 'wbl-forms': String(forms.length), 'wbl-senses': String(senses.length) };
  }
  const identifiers = entity.statements.filter(
    ({ mainSnak }) => datatypeOf(mainSnak.property) === 'external-id',
  );
  return {
    ...counts,
    'wb-identifiers': String(identifiers.length),
    'wb-sitelinks': String(entity.siteLinks.size),
  };
}
