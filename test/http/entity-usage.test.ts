/** Which pages use an entity, and which entities a page uses. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
let admin: ApiClient;

/** P1 an item; Q2 and Q3 say it of Q1, Q4 redirects to Q1, Q5 uses nothing. */
beforeAll(async () => {
  server = await openTestServer();
  admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
  await admin.create('property', { ...label('en', 'part of'), datatype: 'wikibase-item' });
  await admin.create('item', label('en', 'one'));
  const datavalue = { type: 'wikibase-entityid', value: { id: 'Q1' } };
  const mainsnak = { snaktype: 'value', property: 'P1', datavalue };
  const claims = [{ mainsnak, type: 'statement', rank: 'normal' }];
  await admin.create('item', { claims });
  await admin.create('item', { claims });
  await admin.create('item', {});
  const token = await admin.token();
  await admin.post({ action: 'wbcreateredirect', from: 'Q4', to: 'Q1', token });
  await admin.create('item', {});
});
afterAll(() => server.close());

type Used = Readonly<
  Record<string, { readonly aspects: readonly string[]; readonly url?: string }>
>;
interface UsingPage {
  readonly title: string;
  readonly wbentityusage?: Used;
  readonly wblistentityusage?: Used;
}
interface Answer {
  readonly query?: {
    readonly pages?: Readonly<Record<string, UsingPage>>;
    readonly subscribers?: unknown;
  };
  readonly continue?: Readonly<Record<string, string>>;
  readonly error?: { readonly code: string };
}

const ask = (text: string, more: Readonly<Record<string, string>> = {}) =>
  admin.get<Answer>({
    action: 'query',
    ...Object.fromEntries(new URLSearchParams(text)),
    ...more,
  });

function toldOf({ title, wbentityusage, wblistentityusage }: UsingPage): string {
  const used = Object.entries(wbentityusage ?? wblistentityusage ?? {});
  return `${title}: ${used.map(([id, { aspects }]) => [id, ...aspects].join(' ')).join(', ')}`;
}

/** `Q2: P1 L O, Q1 L; Q4: Q1 X` */
function told({ query }: Answer): string {
  return Object.values(query?.pages ?? {})
    .map(toldOf)
    .join('; ');
}

test.each([
  ['prop=wbentityusage&titles=Q2', 'Q2: P1 L O, Q1 L'],
  ['prop=wbentityusage&titles=Q4', 'Q4: Q1 X'],
  ['prop=wbentityusage&titles=Q5', 'Q5: '],
  ['prop=wbentityusage&titles=Q2&wbeuaspect=O', 'Q2: P1 O'],
  ['prop=wbentityusage&titles=Q2&wbeuentities=Q1', 'Q2: Q1 L'],
  ['prop=wbentityusage&titles=Q2&wbeuaspect=S', 'Q2: '],
  ['list=wblistentityusage&wbeuentities=Q1', 'Q2: Q1 L; Q3: Q1 L; Q4: Q1 X'],
  ['list=wblistentityusage&wbeuentities=Q1&wbeuaspect=X', 'Q4: Q1 X'],
  ['list=wblistentityusage&wbeuentities=P1|Q1&wbeuaspect=L', 'Q2: P1 L, Q1 L; Q3: P1 L, Q1 L'],
  ['list=wblistentityusage&wbeuentities=Q5', ''],
])('%s: %s', async (text, expected) => {
  expect(told(await ask(text))).toBe(expected);
});

test.each([
  [
    'prop=wbentityusage&titles=Q2|Q3|Q4&wbeulimit=2',
    'Q2 P1 L|Q2 P1 O|Q2 Q1 L|Q3 P1 L|Q3 P1 O|Q3 Q1 L|Q4 Q1 X',
  ],
  [
    'list=wblistentityusage&wbeuentities=Q1|P1&wbeulimit=1',
    'Q2 P1 L|Q2 P1 O|Q2 Q1 L|Q3 P1 L|Q3 P1 O|Q3 Q1 L|Q4 Q1 X',
  ],
])('%s comes to everything, once', async (text, expected) => {
  const seen: string[] = [];
  let more: Answer['continue'] = {};
  for (let calls = 0; more !== undefined && calls < 20; calls++) {
    const answer: Answer = await ask(text, more);
    for (const page of Object.values(answer.query?.pages ?? {})) {
      for (const [id, { aspects }] of Object.entries(
        page.wbentityusage ?? page.wblistentityusage ?? {},
      )) {
        seen.push(...aspects.map((aspect) => `${page.title} ${id} ${aspect}`));
      }
    }
    more = answer.continue;
  }
  expect(seen.join('|')).toBe(expected);
});

test('the pages that use an entity can be asked for more', async () => {
  const answer = await ask('generator=wblistentityusage&gwbeuentities=Q1&prop=info');
  const titles = Object.values(answer.query?.pages ?? {}).map(({ title }) => title);
  expect(titles).toEqual(['Q2', 'Q3', 'Q4']);
});

test('where an entity is can be told too', async () => {
  const answer = await ask('list=wblistentityusage&wbeuentities=Q1&wbeuprop=url&wbeulimit=1');
  const [page] = Object.values(answer.query?.pages ?? {});
  expect(page?.wblistentityusage?.['Q1']?.url).toBe(`${server.url}/wiki/Special:EntityPage/Q1`);
});

test('this wiki subscribes to what it uses', async () => {
  const site = { subscribers: [{ site: 'sabir' }] };
  const text = 'list=wbsubscribers&wblsentities=Q1|P1|Q5';
  expect((await ask(text)).query).toEqual({ subscribers: { P1: site, Q1: site } });
  const first = await ask(`${text}&wblslimit=1`);
  expect(first).toMatchObject({
    query: { subscribers: { P1: site } },
    continue: { wblscontinue: 'Q1|sabir' },
  });
  expect((await ask(`${text}&wblslimit=1`, first.continue)).query).toEqual({
    subscribers: { Q1: site },
  });
  expect((await ask('list=wbsubscribers&wblsentities=Q5')).query).toEqual({});
});

test.each([
  ['list=wblistentityusage', 'missingparam'],
  ['list=wblistentityusage&wbeuentities=zz', 'no-such-entity'],
  ['list=wblistentityusage&wbeuentities=Q1&wbeucontinue=zz', 'badcontinue'],
  ['list=wbsubscribers', 'missingparam'],
  ['list=wbsubscribers&wblsentities=Q1&wblscontinue=zz', 'badcontinue'],
  ['prop=wbentityusage&titles=Q2&wbeucontinue=9|', 'badcontinue'],
])('%s is %s', async (text, code) => {
  expect((await ask(text)).error?.code).toBe(code);
});
