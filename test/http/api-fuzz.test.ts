import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

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

const HOSTILE = [
  '',
  '__proto__|constructor',
  '-1',
  '999999999999999',
  '\u001fa\u001f|',
  '\u0000',
  '\ud83d',
  'é'.repeat(300),
  '20261123173412|999999999999999',
  'Q1|P1|L1-F1|Q0|Talk:x|Special:x|a[b]',
  '{"a":[',
];

/** What is compared with a list of known values is soon refused. */
function valuesFor({ type }: Parameter): readonly string[] {
  return Array.isArray(type) || type === 'boolean' ? HOSTILE.slice(0, 3) : HOSTILE;
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
  for (const { name, path, group = '', prefix, parameters } of await modules()) {
    const base: Record<string, string> =
      group === 'action' ? { action: name, ...KIND } : { action: 'query', [group]: name, ...KIND };
    for (const parameter of parameters) {
      const asks = valuesFor(parameter).map((value) => ({ [`${prefix}${parameter.name}`]: value }));
      const answers = asks.map((ask) => admin.get<Answer>({ wrap: '1', ...base, ...ask }));
      const codes = (await Promise.all(answers)).map(({ error }) => error?.code);
      const faults = asks.filter((_, index) => codes[index] === 'internal_api_error');
      broken.push(...faults.map((ask) => `${path} ${JSON.stringify(ask)}`));
    }
  }
  expect(broken).toEqual([]);
}, 60_000);
