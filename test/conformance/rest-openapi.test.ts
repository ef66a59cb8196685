/**
 * Every operation of Wikibase's OpenAPI file is there, and answers as the file says, when all is well
 * and when it is not. Our own document says the same of itself.
 */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonPointer } from '../../schema/json-pointer.ts';
import { openApiDocument } from '../../server/http/rest/openapi.ts';
import { operations } from '../../server/http/rest/operations.ts';
import { openRestWiki } from '../rest-wiki.ts';
import type { RestResponse, RestWiki } from '../rest-wiki.ts';
import { describeWithShared, sharedPath } from '../shared-data.ts';

interface Body {
  readonly content?: Readonly<Record<string, { schema: object; example?: unknown }>>;
}

interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { requestBody?: Body; responses: Readonly<Record<string, Body>> }>>
    >
  >;
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];

function operationsIn(document: OpenApi): [method: string, path: string][] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((method) => METHODS.includes(method))
      .map((method): [string, string] => [method, path]),
  );
}

/** Schemas of a document, by their place in it. */
class Schemas {
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });

  constructor(document: OpenApi) {
    this.#ajv.addSchema(document, 'document');
  }

  faults(json: unknown, ...place: string[]): unknown[] {
    const validate = this.#ajv.getSchema(`document#${encodeURI(jsonPointer(...place))}`);
    if (validate === undefined) throw new Error(`no schema at ${place.join(' ')}`);
    return validate(json) === true ? [] : [...(validate.errors ?? [])];
  }
}

const own = openApiDocument(operations, 'http://localhost') as OpenApi;

let wiki: RestWiki;
let count = 0;

/** What the parameters of a path stand for: an entity that nothing else uses. */
interface Values extends Readonly<Record<string, string>> {
  readonly item_id: string;
  readonly property_id: string;
  readonly statement_id: string;
}

async function freshValues(path: string): Promise<Values> {
  const ofProperty = path.includes('/properties');
  const terms = {
    labels: { en: `thing ${++count}` },
    descriptions: { en: 'something' },
    aliases: { en: ['object'] },
  };
  const statement = { property: { id: 'P1' }, value: { type: 'value', content: 'x' } };
  const sitelinks = { enwiki: { title: `Thing ${count}` } };
  const statements = { P1: [statement] };
  const { json } = ofProperty
    ? await wiki.admin.send('POST', '/entities/properties', {
        property: { data_type: 'string', ...terms, statements },
      })
    : await wiki.admin.send('POST', '/entities/items', {
        item: { ...terms, statements, sitelinks },
      });
  const made = json as { id: string; statements: { P1: [{ id: string }] } };
  return {
    item_id: made.id,
    property_id: made.id,
    statement_id: encodeURIComponent(made.statements.P1[0].id),
    language_code: 'en',
    site_id: 'enwiki',
  };
}

function filled(path: string, values: Readonly<Record<string, string>>): string {
  const query = /\/(?:search|suggest)\//.test(path) ? '?q=thing&language=en' : '';
  return (
    path.replace('/v1', '').replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '') +
    query
  );
}

const SNAK = { property: { id: 'P1' }, value: { type: 'value', content: 'y' } };
const patch = (path: string, value: unknown) => ({ patch: [{ op: 'add', path, value }] });

/** Bodies that are fine, by method and end of the path. */
const bodies: Readonly<Record<string, () => object>> = {
  'post items': () => ({ item: { labels: { en: `new ${++count}` } } }),
  'post properties': () => ({
    property: { data_type: 'string', labels: { en: `new ${++count}` } },
  }),
  'patch {item_id}': () => patch('/labels/de', 'Ding'),
  'patch {property_id}': () => patch('/labels/de', `Ding ${++count}`),
  'patch labels': () => patch('/de', `Ding ${++count}`),
  'patch descriptions': () => patch('/de', 'etwas'),
  'patch aliases': () => patch('/de', ['Objekt']),
  'patch sitelinks': () => patch('/dewiki', { title: `Ding ${++count}` }),
  'patch {statement_id}': () => patch('/rank', 'preferred'),
  'put labels': () => ({ label: `other ${++count}` }),
  'put descriptions': () => ({ description: 'anything' }),
  'put sitelinks': () => ({ sitelink: { title: `Other ${++count}` } }),
  'put {statement_id}': () => ({ statement: SNAK }),
  'post aliases': () => ({ aliases: ['entity'] }),
  'post statements': () => ({ statement: SNAK }),
};

function bodyFor(method: string, path: string): object | undefined {
  if (method === 'get') return undefined;
  if (method === 'delete') return {};
  const parts = path
    .split('/')
    .filter((part) => part !== '{language_code}' && part !== '{site_id}');
  const body = bodies[`${method} ${parts.at(-1)}`];
  if (body === undefined) throw new Error(`no body for ${method} ${path}`);
  return body();
}

const NOWHERE = {
  item_id: 'Q999999',
  property_id: 'P999999',
  statement_id: 'Q999999%2400000000-0000-4000-8000-000000000000',
  language_code: 'en',
  site_id: 'enwiki',
};
const NONSENSE = {
  item_id: 'x',
  property_id: 'x',
  statement_id: 'x',
  language_code: 'x9',
  site_id: 'x',
};

/** What the document does not declare, it cannot judge. */
function faultsIn(
  schemas: Schemas,
  document: OpenApi,
  [method, path]: [string, string],
  { status, json }: RestResponse,
): unknown[] {
  const type = 'application/json';
  const responses = document.paths[path]?.[method]?.responses ?? {};
  if (responses[status]?.content === undefined) return [{ undeclared: status, json }];
  const place = ['paths', path, method, 'responses', String(status), 'content', type, 'schema'];
  return schemas.faults(json, ...place);
}

beforeAll(async () => {
  wiki = await openRestWiki();
});
afterAll(() => wiki.close());

function behavesAs(document: OpenApi): void {
  const schemas = new Schemas(document);

  test.each(operationsIn(document))('%s %s answers', async (method, path) => {
    const address = filled(path, await freshValues(path));
    const answer = await wiki.admin.send(method, address, bodyFor(method, path));
    expect([200, 201]).toContain(answer.status);
    expect(faultsIn(schemas, document, [method, path], answer)).toEqual([]);
    const changes = method !== 'get' && method !== 'delete';
    expect(answer.headers.has('ETag')).toBe(changes || (path.includes('{') && method === 'get'));
    expect(answer.headers.has('Location')).toBe(
      answer.status === 201 && !path.includes('{language'),
    );
  });

  test.each(operationsIn(document).filter(([, path]) => path.includes('{')))(
    '%s %s refuses nonsense, and what is not there',
    async (method, path) => {
      for (const [values, status] of [
        [NONSENSE, 400],
        [NOWHERE, 404],
      ] as const) {
        const address = filled(path, values).replace(/(?<=properties\/P9+\/statements\/)Q/, 'P');
        const answer = await wiki.admin.send(method, address, bodyFor(method, path));
        expect(answer.status).toBe(status);
        expect(faultsIn(schemas, document, [method, path], answer)).toEqual([]);
        expect(answer.headers.get('Content-Language')).toBe('en');
      }
    },
  );

  test.each(operationsIn(document).filter(([method]) => method !== 'get' && method !== 'delete'))(
    '%s %s refuses a body without its member',
    async (method, path) => {
      const answer = await wiki.admin.send(method, filled(path, await freshValues(path)), {});
      expect(answer).toMatchObject({ status: 400, json: { code: 'missing-field' } });
      expect(faultsIn(schemas, document, [method, path], answer)).toEqual([]);
    },
  );
}

describe('our own document', () => {
  behavesAs(own);

  test('is what is served', async () => {
    const { json } = await wiki.rest.get('/openapi.json');
    expect(json).toEqual(JSON.parse(JSON.stringify(openApiDocument(operations, wiki.url))));
  });

  test('has an id for each operation', () => {
    const ids = operations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(operations.filter(({ body }) => body !== undefined))(
    '$id: the example is one',
    ({ method, path, body }) => {
      const place = ['paths', `/v1${path}`, method, 'requestBody', 'content', 'application/json'];
      expect(new Schemas(own).faults(body?.example, ...place, 'schema')).toEqual([]);
    },
  );
});

describeWithShared('Wikibase’s document', () => {
  const file = sharedPath('fixtures', 'wikibase', 'specs', 'wikibase-rest-openapi-1.5.json');
  const theirs = JSON.parse(readFileSync(file, 'utf8')) as OpenApi;

  test('has the same operations', () => {
    expect(operationsIn(theirs)).toHaveLength(65);
    expect(new Set(operationsIn(own))).toEqual(new Set(operationsIn(theirs)));
  });

  behavesAs(theirs);

  const schemas = new Schemas(theirs);
  test.each(operations.filter(({ body }) => body !== undefined))(
    '$id: our example is one of theirs',
    ({ method, path, body }) => {
      const place = ['paths', `/v1${path}`, method, 'requestBody', 'content', 'application/json'];
      expect(schemas.faults(body?.example, ...place, 'schema')).toEqual([]);
    },
  );
});
