/** The form for names and descriptions, as a browser without JavaScript or a script sends it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, ApiClient, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
let admin: ApiClient;
beforeAll(async () => {
  server = await openTestServer();
  admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
});
afterAll(() => server.close());

type Terms = readonly [label: string, description: string, aliases: string];

interface TermsJson {
  readonly labels: Readonly<Record<string, { value: string }>>;
  readonly descriptions: Readonly<Record<string, { value: string }>>;
  readonly aliases: Readonly<Record<string, readonly { value: string }[]>>;
  readonly lastrevid: number;
}

const en = (value: string) => ({ language: 'en', value });

async function read(id: string): Promise<TermsJson> {
  const fields = { action: 'wbgetentities', ids: id };
  const { entities } = await admin.get<{ entities: Record<string, TermsJson> }>(fields);
  const entity = entities[id];
  if (entity === undefined) throw new Error(id);
  return entity;
}

async function post(id: string, action: string, fields: Readonly<Record<string, string>>) {
  return fetch(`${server.url}/wiki/${id}?action=${action}`, {
    method: 'POST',
    body: new URLSearchParams({ token: await admin.token(), ...fields }),
    headers: { Cookie: admin.cookie },
    redirect: 'manual',
  });
}

let count = 0;
async function make(): Promise<string> {
  count += 1;
  return admin.create('item', {
    labels: { en: en('rhino') },
    descriptions: { en: en(`animal ${count}`) },
    aliases: { en: [en('nose horn')] },
  });
}

const all = { label: 'rhino', description: 'beast', aliases: 'nose horn' };

test.each<[string, Record<string, string>, Terms]>([
  ['only a label', { label: 'rhinoceros' }, ['rhinoceros', 'animal', 'nose horn']],
  ['only aliases', { aliases: 'a | b' }, ['rhino', 'animal', 'a|b']],
  ['a label, shown elsewhere unknown', { label: 'x', shown: '' }, ['x', 'animal', 'nose horn']],
  ['an empty description', { description: '' }, ['rhino', '', 'nose horn']],
  ['empty aliases', { aliases: ' ' }, ['rhino', 'animal', '']],
  ['all fields', all, ['rhino', 'beast', 'nose horn']],
  [
    'empty, of another language',
    { ...all, description: '', shown: 'de' },
    ['rhino', 'animal', 'nose horn'],
  ],
])('%s', async (_, fields, [label, description, aliases]) => {
  const id = await make();
  const { lastrevid, descriptions } = await read(id);
  const answer = await post(id, 'edit', {
    base: String(lastrevid),
    shown: 'en',
    language: 'en',
    ...fields,
  });
  expect(answer.status).toBe(303);
  const after = await read(id);
  expect(after.labels['en']?.value).toBe(label);
  expect(after.descriptions['en']?.value ?? '').toBe(
    description === 'animal' ? descriptions['en']?.value : description,
  );
  expect((after.aliases['en'] ?? []).map(({ value }) => value).join('|')).toBe(aliases);
});

test('where an undo is refused, the page leads to the history', async () => {
  const id = await make();
  const { lastrevid } = await read(id);
  const form = { base: String(lastrevid), shown: 'en', language: 'en' };
  await post(id, 'edit', { ...form, label: 'second' });
  const second = (await read(id)).lastrevid;
  await post(id, 'edit', { ...form, base: String(second), label: 'third' });
  const answer = await post(id, 'revert', { undo: String(second) });
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain(`href="/wiki/${id}?action=history"`);
});
