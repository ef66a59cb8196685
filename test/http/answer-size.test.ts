/** What one answer of the Action API holds at most, and how a client gets the rest. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ItemId } from '../../schema/model/entity-id.ts';
import { openStorage } from '../../server/storage/storage.ts';
import { commitOf, itemChange, propertyChange, redirect } from '../commits.ts';
import { ApiClient, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

const LARGE = ['Q1', 'Q2', 'Q3', 'Q4', 'Q5'] as const satisfies readonly ItemId[];
/** Three of them fit. */
const CHARACTERS = 2_400_000;

let server: TestServer;
let client: ApiClient;
/** The number of the revision and of the page. */
const numbers = new Map<string, { readonly revision: number; readonly page: number }>();

/** Q1 to Q5 are large, Q6 is not, Q7 leads to Q1. */
beforeAll(async () => {
  server = await openTestServer({}, async (folder) => {
    const rdf = { conceptBase: 'http://localhost/entity/' };
    const storage = await openStorage({ folder, rdf, durability: 'none' });
    const large = LARGE.map((id) => itemChange(id, `en=large | P1=${id}${'x'.repeat(CHARACTERS)}`));
    const saved = await storage.commit(
      commitOf([
        propertyChange('P1'),
        ...large,
        itemChange('Q6', 'en=small'),
        itemChange('Q7', 'en=old'),
      ]),
    );
    if (saved.outcome !== 'saved') throw new Error(saved.outcome);
    const last = saved.revisions.at(-1)?.revisionId ?? 0;
    await storage.commit(commitOf([redirect('Q7', 'Q1', last)]));
    for (const id of [...LARGE, 'Q6', 'Q7']) {
      const page = await storage.records.document(id);
      numbers.set(id, { revision: page?.revisionId ?? 0, page: page?.pageId ?? 0 });
    }
    await storage.close();
  });
  client = new ApiClient(server.url);
});
afterAll(() => server.close());

type Json = Readonly<Record<string, unknown>>;
interface Answer {
  readonly query?: { readonly pages: readonly Json[]; readonly search?: readonly Json[] };
  readonly continue?: Readonly<Record<string, string>>;
  readonly entities?: Readonly<Record<string, Json>>;
  readonly warnings?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly error?: { readonly code: string };
}

/** Which pages each answer tells of, until there is no more to tell. */
async function batches(fields: Readonly<Record<string, string>>, member: string): Promise<string> {
  const told: string[] = [];
  for (let next = {}, round = 0; round < 10; round++) {
    const answer: Answer = await client.get({ action: 'query', ...fields, ...next });
    const pages = answer.query?.pages ?? [];
    const telling = pages.filter((page) => page[member] !== undefined);
    told.push(telling.map(({ title }) => String(title)).join(' '));
    if (answer.continue === undefined) break;
    next = answer.continue;
  }
  return told.join(' / ');
}

const all = [...LARGE, 'Q6', 'Q7'];
const titles = all.join('|');
const generated = { generator: 'allpages', gapnamespace: '0', gaplimit: '50' };

describe('pages are told of', () => {
  test.each<[string, string, Readonly<Record<string, string>>, string]>([
    ['without texts at once', 'lastrevid', { titles, prop: 'info' }, 'Q1 Q2 Q3 Q4 Q5 Q6 Q7'],
    [
      'so also those generated',
      'lastrevid',
      { ...generated, prop: 'info' },
      'Q1 Q2 Q3 Q4 Q5 Q6 Q7',
    ],
    [
      'without the texts of revisions',
      'revisions',
      { titles, prop: 'revisions' },
      'Q1 Q2 Q3 Q4 Q5 Q6 Q7',
    ],
    [
      'with the texts of revisions bit by bit',
      'revisions',
      { titles, prop: 'revisions', rvprop: 'content', rvslots: 'main' },
      'Q1 Q2 Q3 / Q4 Q5 Q6 Q7',
    ],
    [
      'so also those generated, hashes alone',
      'revisions',
      { ...generated, prop: 'revisions', rvprop: 'sha1' },
      'Q1 Q2 Q3 / Q4 Q5 Q6 Q7',
    ],
    [
      'by what is on them bit by bit',
      'pageprops',
      { titles, prop: 'pageprops' },
      'Q1 Q2 Q3 / Q4 Q5 Q6',
    ],
    ['by name bit by bit', 'terms', { ...generated, prop: 'pageterms' }, 'Q1 Q2 Q3 / Q4 Q5 Q6'],
    [
      'in one language bit by bit',
      'entityterms',
      { titles, prop: 'entityterms' },
      'Q1 Q2 Q3 / Q4 Q5 Q6',
    ],
  ])('%s', async (_, member, fields, expected) => {
    expect(await batches(fields, member)).toBe(expected);
  });

  test('by several modules together', async () => {
    const fields = { titles, prop: 'pageprops|pageterms' };
    expect(await batches(fields, 'pageprops')).toBe('Q1 Q2 Q3 / Q4 Q5 Q6 /  / ');
    expect(await batches(fields, 'terms')).toBe(' / Q1 / Q2 Q3 Q4 / Q5 Q6');
  });

  test('though a generator reads as much', async () => {
    const fields = { generator: 'search', gsrsearch: 'large', prop: 'pageterms' };
    expect(await batches(fields, 'terms')).toBe('Q1 Q2 Q3 / Q4 Q5');
  });

  test('revision by revision, where revisions are asked for', async () => {
    const revids = LARGE.map((id) => numbers.get(id)?.revision).join('|');
    const fields = { revids, prop: 'revisions', rvprop: 'content|ids', rvslots: 'main' };
    expect(await batches(fields, 'revisions')).toBe('Q1 Q2 Q3 / Q4 Q5');
  });

  test('from a page on that was edited meanwhile', async () => {
    const rvcontinue = `${numbers.get('Q4')?.page ?? 0}|1`;
    const fields = { titles, prop: 'revisions', rvprop: 'content', rvslots: 'main', rvcontinue };
    expect(await batches(fields, 'revisions')).toBe('Q4 Q5 Q6 Q7');
  });

  test.each([
    'pageprops&ppcontinue=x',
    'pageterms&wbptcontinue=-1',
    'description&desccontinue=1.5',
  ])('but not from nowhere: %s', async (text) => {
    const fields = {
      action: 'query',
      titles,
      ...Object.fromEntries(new URLSearchParams(`prop=${text}`)),
    };
    expect((await client.get<Answer>(fields)).error?.code).toBe('badcontinue');
  });
});

test('a redirect is known without its text', async () => {
  const answer = await client.get<Answer>({ action: 'query', titles: 'Q1|Q7', prop: 'info' });
  expect(answer.query?.pages.map(({ redirect: leads }) => leads)).toEqual([undefined, true]);
});

test('what is found by words comes bit by bit', async () => {
  const answer = await client.get<Answer>({ action: 'query', list: 'search', srsearch: 'large' });
  expect(answer.query?.search).toHaveLength(3);
  expect(answer.continue?.['sroffset']).toBe(3);
});

describe('entities that do not fit are named', () => {
  test.each<[string, Readonly<Record<string, string>>, string, string]>([
    ['in full', { ids: titles }, 'Q1 Q2 Q3', 'Q4, Q5, Q6, Q7'],
    ['redirects to large ones count', { ids: 'Q7|Q1|Q2|Q3|Q6' }, 'Q7 Q1 Q2', 'Q3, Q6'],
    ['their names alone fit', { ids: titles, props: 'labels' }, all.join(' '), ''],
    ['one alone is never too large', { ids: 'Q5' }, 'Q5', ''],
  ])('%s', async (_, fields, expected, left) => {
    const answer = await client.get<Answer>({ action: 'wbgetentities', ...fields });
    expect(Object.keys(answer.entities ?? {}).join(' ')).toBe(expected);
    const warning = answer.warnings?.['result']?.['warnings'];
    expect(warning?.replace(/^.*again: (.*)\.$/, '$1') ?? '').toBe(left);
  });

  test('under the code that clients know', async () => {
    const fields = { action: 'wbgetentities', ids: titles, errorformat: 'plaintext' };
    const { warnings } = await client.get<{ warnings: readonly Json[] }>(fields);
    expect(warnings).toMatchObject([{ code: 'truncatedresult', module: 'result' }]);
  });
});
