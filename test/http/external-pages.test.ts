/** Pages of other wikis, as each door asks for them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultOf, openFurnishedServer } from '../furnished-server.ts';
import type { FurnishedServer } from '../furnished-server.ts';
import { openPeerWiki } from '../peer-wiki.ts';
import type { PeerWiki } from '../peer-wiki.ts';
import { RestClient } from '../rest-wiki.ts';

let server: FurnishedServer;
let peer: PeerWiki;
let rest: RestClient;
let media: string;
let id: string;

const siteAt = (name: string, api: string) => ({
  id: name,
  group: 'wikipedia',
  language: 'en',
  pageUrl: `https://${name}.example/$1`,
  api,
});

beforeAll(async () => {
  peer = await openPeerWiki({
    exists: (title) => !/(?:^|:)Missing/.test(title),
    redirects: { 'White rhino': 'White rhinoceros' },
  });
  server = await openFurnishedServer(
    { SABIR_ALLOWED_HOSTS: peer.host },
    {
      sites: [
        siteAt('enwiki', peer.api),
        siteAt('dewiki', peer.api),
        // nobody allows this one, and it is no public address
        siteAt('deadwiki', 'http://127.0.0.1:9/w/api.php'),
      ],
      mediaApi: peer.api,
    },
  );
  rest = new RestClient(server.url);
  media = await server.admin.create('property', { datatype: 'commonsMedia' });
  id = await server.admin.create('item', {});
});

afterAll(async () => {
  await server.close();
  await peer.close();
});

const link = (linktitle: string, linksite = 'enwiki') =>
  server.post('wbsetsitelink', { id, linksite, linktitle });
const linkTitles = (fromtitle: string, totitle: string) =>
  server.post('wblinktitles', { fromsite: 'enwiki', fromtitle, tosite: 'dewiki', totitle });
const linkTo = (title: string) => ({ sitelinks: { dewiki: { site: 'dewiki', title } } });
const claim = (value: string) =>
  server.post('wbcreateclaim', {
    entity: id,
    property: media,
    snaktype: 'value',
    value: JSON.stringify(value),
  });
const put = (title: string) =>
  rest.send('PUT', `/entities/items/${id}/sitelinks/enwiki`, { sitelink: { title } });
const patch = (value: string) =>
  rest.send(
    'PATCH',
    `/entities/items/${id}/sitelinks`,
    { patch: [{ op: 'replace', path: '/enwiki/title', value }] },
    { 'Content-Type': 'application/json-patch+json' },
  );

test('wbsetsitelink saves the title that the other wiki gives', async () => {
  expect(await link('white_rhino')).toMatchObject({
    entity: { sitelinks: { enwiki: { title: 'White rhinoceros' } } },
    success: 1,
  });
});

test('wbsetsitelink refuses a page that is not there, by name', async () => {
  const { error } = await link('missing page');
  expect(error).toMatchObject({
    code: 'no-external-page',
    messages: [{ name: 'wikibase-api-no-external-page', parameters: ['enwiki', 'Missing page'] }],
  });
});

test('a wiki that is not to be asked is a warning, and the edit is saved', async () => {
  const answer = await link('As written', 'deadwiki');
  expect(answer).toMatchObject({
    entity: { sitelinks: { deadwiki: { title: 'As written' } } },
    warnings: { wbsetsitelink: { warnings: expect.stringContaining('As written') as string } },
  });
});

test('wblinktitles', async () => {
  expect(faultOf(await linkTitles('A', 'Missing'))).toBe(
    'no-external-page wikibase-api-no-external-page',
  );
  expect(await linkTitles('a', 'b')).toMatchObject({
    entity: { sitelinks: { enwiki: { title: 'A' }, dewiki: { title: 'B' } } },
  });
});

test('wbeditentity', async () => {
  const { error } = await server.admin.edit({ id }, linkTo('Missing'));
  expect(error?.code).toBe('no-external-page');
  const { entity } = await server.admin.edit({ id }, linkTo('c'));
  expect(entity).toMatchObject({ sitelinks: { dewiki: { title: 'C' } } });
});

test('what is told of an edit is told once, though it is planned again after the question', async () => {
  const property = await server.admin.create('property', { datatype: 'string' });
  const mainsnak = {
    snaktype: 'value',
    property: media,
    datavalue: { type: 'string', value: 'Told once.jpg' },
  };
  const claims = [{ mainsnak, type: 'statement', rank: 'normal' }];
  const answer = await server.admin.edit({ id: property }, { datatype: 'url', claims });
  expect(peer.asked.at(-1)).toEqual(['File:Told once.jpg']);
  const { warnings } = answer as { warnings?: { wbeditentity: { warnings: string } } };
  expect(warnings?.wbeditentity.warnings.split('\n')).toHaveLength(1);
});

test('wbcreateclaim', async () => {
  expect(faultOf(await claim('Missing.jpg'))).toBe(
    'modification-failed wikibase-validator-no-such-media',
  );
  expect(await claim('Rhino.jpg')).toMatchObject({ success: 1 });
});

test('REST', async () => {
  expect(await put('Missing')).toMatchObject({
    status: 400,
    json: { code: 'referenced-resource-not-found', context: { path: '/sitelink/title' } },
  });
  expect(await put('d')).toMatchObject({ status: 200, json: { title: 'D' } });
  const value = { type: 'value', content: 'Missing.jpg' };
  const statement = { property: { id: media }, value };
  expect(await rest.send('POST', `/entities/items/${id}/statements`, { statement })).toMatchObject({
    status: 400,
    json: { code: 'invalid-value', context: { path: '/statement/value/content' } },
  });
});

test('REST: what a patch links to', async () => {
  expect(await patch('Missing')).toMatchObject({
    status: 422,
    json: { code: 'patch-result-referenced-resource-not-found' },
  });
  expect(await patch('e')).toMatchObject({ status: 200, json: { enwiki: { title: 'E' } } });
});
