import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';
import { oddText } from './fuzz/hostile.ts';

let server: TestServer;
let admin: ApiClient;

beforeAll(async () => {
  server = await openTestServer({ SABIR_RATE_LIMIT: 'off' });
  admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
  await admin.create('property', { ...label('en', 'note'), datatype: 'string' });
  await admin.create('item', label('en', 'one'));
});
afterAll(() => server.close());

interface ParamInfo {
  readonly paraminfo: {
    readonly modules: readonly {
      readonly name: string;
      readonly path: string;
      readonly group?: string;
      readonly prefix: string;
      readonly mustbeposted?: boolean;
      readonly parameters: readonly Parameter[];
    }[];
  };
}
interface Parameter {
  readonly name: string;
  readonly type: string | readonly string[];
}
interface Answer {
  readonly error?: { readonly code: string };
}

/** What is compared with a list of known values is soon refused. The same parameter, the same texts. */
function valuesFor({ type }: Parameter, seed: number): readonly string[] {
  const numRuns = Array.isArray(type) || type === 'boolean' ? 3 : 12;
  // an address has only so much room
  return fc.sample(oddText, { numRuns, seed }).map((text) => text.slice(0, 1_000));
}

/** Values that make a module go on to its work. */
const KIND: Readonly<Record<string, string>> = {
  ids: 'Q1',
  titles: 'Q1|Property:P1|Q2',
  search: 'one',
  language: 'en',
  bltitle: 'Q1',
  ucuser: ADMIN.name,
  fromtitle: 'Q1',
  totitle: 'Q1',
};

async function modules() {
  const answer = await admin.get<ParamInfo>({ action: 'paraminfo', modules: '**' });
  return answer.paraminfo.modules.filter(
    ({ path, mustbeposted }) => mustbeposted !== true && path !== 'main' && path !== 'json',
  );
}

test('no parameter of any module that reads can hold what breaks it', async () => {
  const broken: string[] = [];
  let seed = 1;
  for (const { name, path, group = '', prefix, parameters } of await modules()) {
    const base: Record<string, string> =
      group === 'action' ? { action: name, ...KIND } : { action: 'query', [group]: name, ...KIND };
    for (const parameter of parameters) {
      const asks = valuesFor(parameter, seed++).map((value) => ({
        [`${prefix}${parameter.name}`]: value,
      }));
      const answers = asks.map((ask) => admin.get<Answer>({ wrap: '1', ...base, ...ask }));
      const codes = (await Promise.all(answers)).map(({ error }) => error?.code);
      const faults = asks.filter((_, index) => codes[index] === 'internal_api_error');
      broken.push(...faults.map((ask) => `${path} ${JSON.stringify(ask)}`));
    }
  }
  expect(broken).toEqual([]);
}, 60_000);
