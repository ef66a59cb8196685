import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { itemOf, snakOf, statementId, statementOf } from '../../test/entity-notation.ts';
import { openOddPeer, openPeerWiki } from '../../test/peer-wiki.ts';
import type { PeerWiki } from '../../test/peer-wiki.ts';
import { alice, openTemporaryWiki, outcomeOf } from '../../test/temporary-wiki.ts';
import type { TemporaryWiki } from '../../test/temporary-wiki.ts';
import { defaultSiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { ItemId } from '../../schema/model/entity-id.ts';
import { emptyProperty } from '../../schema/model/entity.ts';
import type { ChangeOp } from './change-ops/change-op.ts';
import type { EditResult } from './edit.ts';
import { undoEdit } from './revert/undo.ts';

let wiki: TemporaryWiki;
let peer: PeerWiki;
/** Answers only when it is told to. */
let slow: PeerWiki;
let waiting: (() => void)[] = [];
let reached = Promise.withResolvers<void>();

const siteAt = (id: string, api?: string) => ({
  id,
  group: 'wikipedia',
  language: 'en',
  pageUrl: `https://${id}.example/$1`,
  ...(api === undefined ? {} : { api }),
});

beforeAll(async () => {
  peer = await openPeerWiki({
    exists: (title) => !/(?:^|:)Missing/.test(title),
    redirects: { 'White rhino': 'White rhinoceros' },
  });
  slow = await openOddPeer((_, response) => {
    waiting.push(() => response.writeHead(503).end());
    reached.resolve();
  });
  wiki = await openTemporaryWiki({ allowedHosts: [peer.host, slow.host] });
  await wiki.load(
    {
      ...defaultSiteSettings,
      sites: [siteAt('enwiki', peer.api), siteAt('slowwiki', slow.api), siteAt('freewiki')],
      mediaApi: peer.api,
      badges: ['Q7'],
    },
    emptyProperty('P1', 'string'),
    emptyProperty('P2', 'commonsMedia'),
    emptyProperty('P3', 'geo-shape'),
    emptyProperty('P4', 'tabular-data'),
  );
});

afterEach(() => {
  peer.asked.length = 0;
  waiting = [];
  reached = Promise.withResolvers();
});

afterAll(async () => {
  await wiki.close();
  await Promise.all([peer.close(), slow.close()]);
});

const link = (title: string, site = 'enwiki', badges?: ItemId[]): ChangeOp => ({
  op: 'set-sitelink',
  site,
  title,
  ...(badges === undefined ? {} : { badges }),
});
/** It gets an id when it is saved. */
function statement(text: string): ChangeOp {
  const { id: _, ...content } = statementOf(text);
  return { op: 'set-statement', statement: content };
}
const label: ChangeOp = { op: 'set-term', field: 'labels', language: 'en', value: 'x' };

function edit(id: string, ...ops: ChangeOp[]): Promise<EditResult> {
  return wiki.edit({ target: { kind: 'existing', id }, ops });
}

async function edited(before: string, ...ops: ChangeOp[]): Promise<string> {
  const { id } = await wiki.newItem(before);
  return outcomeOf(await edit(id, ...ops));
}

describe('sitelinks', () => {
  test.each<[string, ChangeOp[], string, string[][]]>([
    ['', [link('berlin_1')], 'enwiki:Berlin 1', [['Berlin 1']]],
    ['', [link('white rhino')], 'enwiki:White rhinoceros', [['White rhino']]],
    ['', [link('missing page')], 'unknown-page', [['Missing page']]],
    ['', [link('Missing page', 'freewiki')], 'freewiki:Missing page', []],
    // what was here before is not asked for again
    ['enwiki:Missing 1', [label], 'en=x | enwiki:Missing 1', []],
    ['enwiki:Missing 2', [link('missing_2', 'enwiki', ['Q7'])], 'enwiki:Missing 2(Q7)', []],
    ['enwiki:Missing 3', [link('missing_3')], 'unchanged: enwiki:Missing 3', []],
    ['enwiki:Old', [link('Missing 4')], 'unknown-page', [['Missing 4']]],
    ['enwiki:White rhinoceros 5', [{ op: 'remove-sitelink', site: 'enwiki' }], '', []],
    // nobody is asked for the sake of an edit that is refused anyway
    ['', [link('A|B')], 'malformed-text', []],
    ['', [link('Good'), { ...label, language: 'zz-nowhere' }], 'unknown-language', []],
  ])('%s with %j becomes %s', async (before, ops, expected, asked) => {
    expect(await edited(before, ...ops)).toBe(expected);
    expect(peer.asked).toEqual(asked);
  });

  test('the failure says which page, and where in the item it stands', async () => {
    const result = await edit((await wiki.newItem('')).id, link('missing'));
    expect(result).toMatchObject({
      failures: [
        { parameters: { site: 'enwiki', title: 'Missing' }, path: '/sitelinks/enwiki/title' },
      ],
    });
  });

  test('of an item that comes as a whole are asked for too', async () => {
    const { id } = await wiki.newItem('en=x');
    const document = itemOf('en=x | enwiki:white_rhino_7', id);
    const replaced = await edit(id, { op: 'replace', document });
    expect(outcomeOf(replaced)).toBe('en=x | enwiki:White rhino 7');
    const missing = await edit(id, { op: 'replace', document: itemOf('enwiki:Missing', id) });
    expect(outcomeOf(missing)).toBe('unknown-page');
  });

  test('that lead to the same page at the end of a redirect belong to one item', async () => {
    const first = await wiki.newItem('enwiki:White rhinoceros');
    expect(await edited('', link('White rhino'))).toBe('sitelink-taken');
    expect(outcomeOf(await edit(first.id, link('White rhino')))).toBe(
      'unchanged: enwiki:White rhinoceros',
    );
    await edit(first.id, { op: 'remove-sitelink', site: 'enwiki' });
  });

  test('that come back from the history are not asked for', async () => {
    const { id } = await wiki.newItem('enwiki:Missing since');
    const removed = await edit(id, { op: 'remove-sitelink', site: 'enwiki' });
    if (removed.outcome !== 'saved') throw new Error('not saved');
    const request = { actor: alice, revisionId: removed.revisionId };
    const undo = await undoEdit(request, wiki.storage.records);
    if (!undo.ok) throw new Error(JSON.stringify(undo.failures));
    expect(outcomeOf(await wiki.edit(undo.value))).toBe('enwiki:Missing since');
    expect(peer.asked).toEqual([]);
  });
});

describe('media files and data pages', () => {
  test.each<[string, ChangeOp[], string, string[][]]>([
    ['', [statement('P2=Rhino 1.jpg')], 'P2=Rhino 1.jpg', [['File:Rhino 1.jpg']]],
    ['', [statement('P2=Missing.jpg')], 'unknown-media-file', [['File:Missing.jpg']]],
    ['', [statement('P3=Data:Missing.map')], 'unknown-data-page', [['Data:Missing.map']]],
    ['', [statement('P4=Data:Rhino.tab')], 'P4=Data:Rhino.tab', [['Data:Rhino.tab']]],
    ['', [statement('P1=x [P2=Missing.jpg]')], 'unknown-media-file', [['File:Missing.jpg']]],
    ['', [statement('P1=x {P2=Missing.jpg}')], 'unknown-media-file', [['File:Missing.jpg']]],
    ['', [statement('P2=some')], 'P2=some', []],
    ['P2=Missing.jpg#1', [label], 'en=x | P2=Missing.jpg', []],
  ])('%s with %j becomes %s', async (before, ops, expected, asked) => {
    expect((await edited(before, ...ops)).replaceAll(/#\d+/g, '')).toBe(expected);
    expect(peer.asked).toEqual(asked);
  });

  test('a qualifier that is added is asked for alone', async () => {
    const { id } = await wiki.newItem('P2=Missing.jpg#1');
    const snak = snakOf('P3=Data:Rhino.map');
    const result = await edit(id, { op: 'set-qualifier', id: statementId(1, id), snak });
    expect(result.outcome).toBe('saved');
    expect(peer.asked).toEqual([['Data:Rhino.map']]);
  });
});

test('all that an edit names on one wiki is asked for in one request', async () => {
  await edited('', link('Many'), statement('P2=Many.jpg [P4=Data:Many.tab] {P2=Many.jpg}'));
  expect(peer.asked).toEqual([['Many', 'File:Many.jpg', 'Data:Many.tab']]);
});

test('others edit the page while a wiki is asked, which does not answer: then it is saved as written', async () => {
  const { id } = await wiki.newItem('');
  const linking = edit(id, link('Slow', 'slowwiki'));
  await reached.promise;
  expect(outcomeOf(await edit(id, label))).toBe('en=x');
  for (const answer of waiting) answer();
  const result = await linking;
  expect(outcomeOf(result)).toBe('en=x | slowwiki:Slow');
  expect(result).toMatchObject({
    warnings: [{ code: 'unchecked-page', parameters: { title: 'Slow' } }],
  });
});
