/** Entities as Wikibase itself writes them: we write the same text. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeWithShared, sharedPath } from '../../../test/shared-data.ts';
import type { Datatype } from '../../datatypes.ts';
import { readEntity } from './read-entity.ts';
import { entityJson } from './write-entity.ts';

const PAGE_INFO = new Set(['pageid', 'ns', 'title', 'lastrevid', 'modified', 'redirects']);

/** The entity of an EntityData file as text, and the datatypes that its snaks name. */
function entityIn(path: string): { text: string; datatypes: Map<string, Datatype> } {
  const datatypes = new Map<string, Datatype>();
  const file = JSON.parse(readFileSync(path, 'utf8'), (_, part: unknown) => {
    const { property, datatype } = (part ?? {}) as { property?: string; datatype?: Datatype };
    if (property !== undefined && datatype !== undefined) datatypes.set(property, datatype);
    return part;
  }) as { entities: Record<string, object> };
  const [entity = {}] = Object.values(file.entities);
  const members = Object.entries(entity).filter(([name]) => !PAGE_INFO.has(name));
  // the URLs of sitelinks are added by whoever knows the sites
  const text = JSON.stringify(Object.fromEntries(members)).replaceAll(/,"url":"[^"]*"(?=})/g, '');
  return { text: withValidStatementIds(text), datatypes };
}

/** The test data has statement ids such as `TEST-Qualifiers-2`, which Wikibase itself refuses. */
function withValidStatementIds(entity: string): string {
  const [, id] = /"id":"([A-Z]\d+)"/.exec(entity) ?? [];
  let count = 0;
  return entity.replaceAll(/"id":"TEST-[^"]*"/g, () => {
    const number = String(count++).padStart(12, '0');
    return `"id":"${id}$00000000-0000-4000-8000-${number}"`;
  });
}

describeWithShared('EntityData of Wikibase is written as it was read', () => {
  const folder = sharedPath('fixtures', 'wikibase');
  const entities = ['P2', 'Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6', 'Q7', 'Q8'];
  const paths = [
    ...entities.map((id) => `wikibase-json/${id}-formatted.json`),
    'lexeme/jsonEntities/L2-formatted.json',
    'api-responses-wdtk/wbgetentities-Q32063953.json',
  ];

  test.each(paths)('%s', (path) => {
    const { text, datatypes } = entityIn(`${folder}/${path}`);
    const result = readEntity(JSON.parse(text));
    const written =
      result.ok && result.value.type !== 'redirect'
        ? entityJson(result.value, 'api', (property) => datatypes.get(property))
        : result;
    expect(JSON.stringify(written)).toBe(text);
  });
});
