/** wikibase-cli from npm, as it is, told of this wiki the way its users do it. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, ApiClient, openTestServer } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';
import { areInstalled, toolPath } from './installed.ts';

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const english = (value: string) => ({ en: { language: 'en', value } });

describe.skipIf(!areInstalled)('wikibase-cli', () => {
  let server: TestServer;
  let home: string;

  beforeAll(async () => {
    server = await openTestServer();
    home = await mkdtemp(join(tmpdir(), 'sabir-cli-home-'));
    const folder = join(home, '.config', 'wikibase-cli');
    await mkdir(folder, { recursive: true });
    const { url } = server;
    const config = {
      instance: url,
      'sparql-endpoint': `${url}/sparql`,
      lang: 'en',
      credentials: { [url]: { username: ADMIN.name, password: ADMIN.password } },
    };
    await writeFile(join(folder, 'config.json'), JSON.stringify(config));
    await create({ type: 'property', datatype: 'string', labels: { en: 'motto' } });
    await create({ type: 'property', datatype: 'wikibase-item', labels: { en: 'kind of' } });
    await create({ labels: { en: 'animal' } });
    await create({
      labels: { en: 'rhinoceros', ru: 'носорог' },
      descriptions: { en: 'a mammal with horns' },
      claims: { P1: { value: 'thick skin', qualifiers: { P2: 'Q1' } } },
    });
  });

  afterAll(async () => {
    await server.close();
    await rm(home, { recursive: true });
  });

  function wb(...args: readonly string[]): Promise<Answer> {
    const program = toolPath('wikibase-cli', 'bin', 'wb.js');
    const options = { env: { ...process.env, HOME: home } };
    return new Promise((resolve) => {
      const child = execFile(process.execPath, [program, ...args], options, (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      );
      child.stdin?.end();
    });
  }

  async function said(...args: readonly string[]): Promise<string> {
    const { out, err } = await wb(...args);
    expect(err).toBe('');
    return out.trim();
  }

  async function answered<Json>(...args: readonly string[]): Promise<Json> {
    return JSON.parse(await said(...args)) as Json;
  }

  async function create(entity: object): Promise<void> {
    await said('create-entity', JSON.stringify(entity));
  }

  interface Claim {
    readonly id: string;
    readonly qualifiers?: Readonly<Record<string, readonly { readonly hash: string }[]>>;
    readonly references?: readonly { readonly hash: string }[];
  }

  async function claimsOf(id: string, property: string): Promise<readonly Claim[]> {
    const data = await answered<{ claims: Record<string, Claim[]> }>('data', id);
    return data.claims[property] ?? [];
  }

  test.each([
    ['label', 'Q2', ['label', 'Q2'], 'rhinoceros'],
    ['label in another language', 'Q2', ['label', 'Q2', '--lang', 'ru'], 'носорог'],
    ['description', 'Q2', ['description', 'Q2'], 'a mammal with horns'],
    ['claims', 'Q2', ['claims', 'Q2', 'P1'], 'thick skin'],
    ['a title of the page', 'P1', ['label', 'P1'], 'motto'],
  ])('reads a %s of %s', async (_, __, args, expected) => {
    expect(await said(...args)).toBe(expected);
  });

  test('reads all data, simplified and as Turtle', async () => {
    const simplified = await answered<object>('data', 'Q2', '--simplify');
    expect(simplified).toMatchObject({
      labels: { en: 'rhinoceros' },
      claims: { P1: ['thick skin'] },
    });
    expect(await said('data', 'Q2', '--format', 'ttl')).toContain('"thick skin"');
  });

  test('searches by a beginning and by a statement', async () => {
    expect(await said('search', 'rhino')).toMatch(/^Q2\s+rhinoceros a mammal with horns$/);
    expect(await said('search', '--cirrus', 'haswbstatement:P1')).toContain('Q2');
  });

  test('asks SPARQL with its own prefixes left out', async () => {
    const file = join(home, 'query.rq');
    await writeFile(file, 'SELECT ?animal WHERE { ?animal wdt:P1 "thick skin" }');
    expect(await said('sparql', file)).toBe('Q2');
    expect(await answered<object>('query', '--property', 'P1')).toEqual([
      { subject: 'Q2', object: 'thick skin' },
    ]);
  });

  test('is told which id nobody has, and which cannot be one', async () => {
    expect(await answered<object>('data', 'Q999')).toEqual({ id: 'Q999', missing: '' });
    expect((await wb('add-claim', 'Q999', 'P1', 'x')).err).toContain('no-such-entity');
  });

  test('edits labels, descriptions and aliases', async () => {
    await said('set-label', 'Q1', 'de', 'Tier');
    await said('set-description', 'Q1', 'de', 'ein Lebewesen');
    await said('add-alias', 'Q1', 'de', 'Vieh');
    const data = await answered<object>('data', 'Q1', '--simplify');
    expect(data).toMatchObject({
      labels: { de: 'Tier' },
      descriptions: { de: 'ein Lebewesen' },
      aliases: { de: ['Vieh'] },
    });
    await said('remove-alias', 'Q1', 'de', 'Vieh');
    await said('remove-label', 'Q1', 'de');
    expect(await answered<object>('data', 'Q1', '--simplify')).toMatchObject({ aliases: {} });
  });

  test('reads, changes and removes what is said of a lexeme and its form', async () => {
    const api = new ApiClient(server.url);
    await api.logIn(ADMIN);
    const { entity } = await api.edit(
      { new: 'lexeme' },
      {
        lemmas: english('rhino'),
        language: 'Q1',
        lexicalCategory: 'Q2',
        forms: [{ add: '', representations: english('rhinos'), grammaticalFeatures: [] }],
      },
    );
    const id = entity?.id ?? '';
    expect(await said('lemma', id)).toBe('rhino');
    expect(await said('search', '--type', 'lexeme', 'rhi')).toContain(id);
    // what is said of a form is read with its lexeme
    const told = async () => {
      const { claims, forms } = await answered<{ claims: object; forms: { claims: object }[] }>(
        'data',
        id,
        '--simplify',
      );
      return { claims, forms: forms.map((form) => form.claims) };
    };
    const claims: string[] = [];
    for (const subject of [id, `${id}-F1`]) {
      const { claim } = await answered<{ claim: Claim }>('add-claim', subject, 'P1', 'grey');
      await said('update-claim', claim.id, 'white');
      claims.push(claim.id);
    }
    expect(await told()).toEqual({ claims: { P1: ['white'] }, forms: [{ P1: ['white'] }] });
    for (const claim of claims) await said('remove-claim', claim);
    expect(await told()).toEqual({ claims: {}, forms: [{}] });
  });

  test('adds, changes and removes a claim with its qualifier and its reference', async () => {
    const { claim } = await answered<{ claim: Claim }>('add-claim', 'Q1', 'P1', 'alive');
    await said('add-qualifier', claim.id, 'P2', 'Q2');
    await said('add-reference', claim.id, 'P1', 'a book');
    const [added] = await claimsOf('Q1', 'P1');
    const qualifier = added?.qualifiers?.['P2']?.[0]?.hash ?? '';
    const reference = added?.references?.[0]?.hash ?? '';
    await said('remove-qualifier', claim.id, qualifier);
    await said('remove-reference', claim.id, reference);
    const [bare] = await claimsOf('Q1', 'P1');
    expect(bare).not.toHaveProperty('qualifiers');
    expect(bare).not.toHaveProperty('references');
    await said('update-claim', claim.id, 'living');
    expect(await said('claims', 'Q1', 'P1')).toBe('living');
    await said('remove-claim', claim.id);
    expect(await claimsOf('Q1', 'P1')).toEqual([]);
  });

  test('edits a whole entity, and lists its revisions', async () => {
    await said('edit-entity', JSON.stringify({ id: 'Q1', labels: { fr: 'animal' } }));
    const page = await answered<{ revisions: readonly object[] }>('revisions', 'Q1');
    expect(page.revisions.length).toBeGreaterThan(1);
  });

  test('merges two items; the old id leads to the new one', async () => {
    const { entity } = await answered<{ entity: { id: string } }>(
      'create-entity',
      JSON.stringify({ labels: { en: 'beast' } }),
    );
    await said('merge-entity', entity.id, 'Q1');
    const data = await answered<{ id: string; aliases: object }>('data', entity.id, '--simplify');
    expect(data).toMatchObject({ id: 'Q1', aliases: { en: ['beast'] } });
  });

  test('deletes what was made by mistake', async () => {
    const { entity } = await answered<{ entity: { id: string } }>(
      'create-entity',
      JSON.stringify({ labels: { en: 'mistake' } }),
    );
    await said('delete-entity', entity.id);
    expect(await answered<object>('data', entity.id)).toMatchObject({ missing: '' });
  });
});
