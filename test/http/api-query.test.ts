import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, ApiClient, label, openTestServer, textStatement } from '../test-server.ts';
import type { TestServer } from '../test-server.ts';

let server: TestServer;
let admin: ApiClient;
let anybody: ApiClient;

/** P1 a text, P2 an item; Q1 to Q4, of which Q2 mentions Q1, Q3 has two edits, Q4 leads to Q1. */
beforeAll(async () => {
  server = await openTestServer({ SABIR_ANONYMOUS: 'address' });
  anybody = new ApiClient(server.url);
  admin = new ApiClient(server.url);
  await admin.logIn(ADMIN);
  await admin.create('property', { ...label('en', 'note'), datatype: 'string' });
  await admin.create('property', { ...label('en', 'part of'), datatype: 'wikibase-item' });
  await admin.create('item', {
    ...label('en', 'one'),
    descriptions: { de: { language: 'de', value: 'die Zahl' } },
  });
  const toOne = { type: 'wikibase-entityid', value: { id: 'Q1' } };
  const mention = textStatement('P2', '');
  await admin.create('item', {
    claims: [{ ...mention, mainsnak: { ...mention.mainsnak, datavalue: toOne } }],
  });
  await admin.create('item', label('en', 'three'));
  await anybody.edit({ id: 'Q3', summary: 'by an address' }, label('fr', 'trois'));
  await admin.create('item', {});
  const token = await admin.token();
  await admin.post({ action: 'wbcreateredirect', from: 'Q4', to: 'Q1', token });
  await admin.post({ action: 'block', user: '192.0.2.1', token });
});
afterAll(() => server.close());

type Json = Readonly<Record<string, unknown>>;
interface Answer {
  readonly query: Readonly<Record<string, readonly Json[]>>;
  readonly continue?: Readonly<Record<string, string>>;
  readonly batchcomplete?: boolean;
  readonly error?: { readonly code: string };
}

function fieldsOf(text: string): Record<string, string> {
  return { action: 'query', ...Object.fromEntries(new URLSearchParams(text)) };
}
const ask = (text: string, client = anybody) => client.get<Answer>(fieldsOf(text));

/** The members of that name of all entries of a list, in a line. */
function listed(answer: Answer, list: string, member: string): string {
  const entries = answer.query[list] ?? [];
  return entries.map((entry) => String(entry[member])).join(' ');
}

test('of a title that is too long the beginning is told', async () => {
  const long = `${'🐟'.repeat(60)}${'x'.repeat(5000)}`;
  const { query } = await ask(new URLSearchParams({ titles: long }).toString());
  const [page] = query['pages'] ?? [];
  expect(page).toMatchObject({
    invalid: true,
    title: expect.stringMatching(/^(🐟)+…$/u) as unknown,
  });
  expect(String(page?.['title']).length).toBeLessThan(256);
});

test.each([
  ['list=recentchanges&rcshow=minor|!minor', 'show'],
  ['list=recentchanges&rcshow=patrolled|unpatrolled', 'show'],
  ['list=recentchanges&rcshow=redirect|!redirect', 'show'],
  ['list=usercontribs&ucuser=A&ucshow=top|!top', 'show'],
  ['list=recentchanges&rcuser=A&rcexcludeuser=B', 'invalidparammix'],
  ['list=allrevisions&arvuser=A&arvexcludeuser=B', 'invalidparammix'],
  ['titles=Q1&prop=revisions&rvuser=A&rvexcludeuser=B', 'invalidparammix'],
  ['list=allpages&apnamespace=99', 'badvalue'],
  ['list=allpages&apnamespace=x', 'badinteger'],
])('%s is refused: %s', async (text, code) => {
  expect((await ask(text)).error?.code).toBe(code);
});

test('namespaces that nobody knows are left out, with a warning', async () => {
  const answer = await ask('list=recentchanges&rcnamespace=0|99&rclimit=max&rcprop=title|redirect');
  expect(JSON.stringify(answer)).toContain('does not accept: 99');
  expect(answer.query['recentchanges']?.find(({ title }) => title === 'Q4')).toMatchObject({
    redirect: true,
  });
  expect(answer.query['recentchanges']?.find(({ title }) => title === 'Q1')).toMatchObject({
    redirect: false,
  });
});

test.each([
  'titles=Q1&prop=templates&tllimit=max',
  'titles=Q1&prop=imageinfo&iiprop=url',
  'titles=Q1&prop=categoryinfo',
  'titles=Q1&prop=categories|extlinks|images|langlinks&cllimit=max&ellimit=5&llprop=url',
  'meta=siteinfo&siprop=fileextensions',
  'list=embeddedin&eititle=Q1&einamespace=0',
])('%s is answered, though there is nothing to tell, without a warning', async (text) => {
  expect(await ask(text)).toMatchObject({ query: {}, batchcomplete: true });
  expect(await ask(text)).not.toHaveProperty('warnings');
});

test('a page is found by the name that its namespace has elsewhere', async () => {
  expect(await ask('titles=Item:Q1')).toMatchObject({
    query: { normalized: [{ from: 'Item:Q1', to: 'Q1' }], pages: [{ title: 'Q1', ns: 0 }] },
  });
});

describe('lists', () => {
  test.each([
    ['list=allpages&apnamespace=0', 'allpages', 'title', 'Q1 Q2 Q3 Q4'],
    ['list=allpages&apnamespace=120', 'allpages', 'title', 'Property:P1 Property:P2'],
    ['list=allpages&apnamespace=120&apprefix=P2', 'allpages', 'title', 'Property:P2'],
    ['list=allpages&apnamespace=0&apfrom=Q2&apto=Q3', 'allpages', 'title', 'Q2 Q3'],
    ['list=allpages&apnamespace=0&apdir=descending', 'allpages', 'title', 'Q4 Q3 Q2 Q1'],
    ['list=allpages&apnamespace=0&apfilterredir=redirects', 'allpages', 'title', 'Q4'],
    ['list=backlinks&bltitle=Q1', 'backlinks', 'title', 'Q2 Q4'],
    ['list=backlinks&bltitle=Q1&blfilterredir=nonredirects', 'backlinks', 'title', 'Q2'],
    // the page where it stopped mentions the entity no more
    ['list=backlinks&bltitle=Q1&blcontinue=Q3', 'backlinks', 'title', 'Q4'],
    ['list=backlinks&bltitle=Q1&blcontinue=Q3&bldir=descending', 'backlinks', 'title', 'Q2'],
    ['list=backlinks&bltitle=Property:P2', 'backlinks', 'title', 'Q2'],
    ['list=backlinks&bltitle=Q1&blnamespace=120', 'backlinks', 'title', ''],
    [
      'list=recentchanges&rcnamespace=0&rcprop=title',
      'recentchanges',
      'title',
      'Q4 Q4 Q3 Q3 Q2 Q1',
    ],
    [
      'list=recentchanges&rctype=new&rcdir=newer&rcprop=title',
      'recentchanges',
      'title',
      'Site:Settings Property:P1 Property:P2 Q1 Q2 Q3 Q4',
    ],
    ['list=recentchanges&rctype=edit&rcprop=title', 'recentchanges', 'title', 'Q4 Q3'],
    ['list=recentchanges&rcshow=redirect&rcprop=title', 'recentchanges', 'title', 'Q4 Q4'],
    [
      'list=recentchanges&rcshow=!redirect|!autopatrolled&rcprop=title',
      'recentchanges',
      'title',
      'Q3',
    ],
    ['list=embeddedin&eititle=Q1', 'embeddedin', 'title', ''],
    ['list=usercontribs&ucuser=127.0.0.1&ucshow=autopatrolled', 'usercontribs', 'title', ''],
    ['list=usercontribs&ucuser=127.0.0.1&ucshow=!autopatrolled', 'usercontribs', 'title', 'Q3'],
    ['list=recentchanges&rcshow=anon&rcprop=title', 'recentchanges', 'title', 'Q3'],
    ['list=recentchanges&rcuser=127.0.0.1&rcprop=title', 'recentchanges', 'title', 'Q3'],
    [
      'list=recentchanges&rcexcludeuser=Admin&rcprop=title',
      'recentchanges',
      'title',
      'Q3 Site:Settings',
    ],
    ['list=recentchanges&rctitle=Q3&rcprop=ids|title', 'recentchanges', 'title', 'Q3 Q3'],
    ['list=recentchanges&rcstart=2000-01-01T00:00:00Z', 'recentchanges', 'title', ''],
    ['list=usercontribs&ucuser=127.0.0.1', 'usercontribs', 'title', 'Q3'],
    [
      'list=usercontribs&ucuser=Admin&ucshow=new',
      'usercontribs',
      'title',
      'Q4 Q3 Q2 Q1 Property:P2 Property:P1',
    ],
    [
      'list=usercontribs&ucuser=Admin|127.0.0.1|Nobody|Admin_&ucnamespace=0',
      'usercontribs',
      'title',
      'Q4 Q4 Q3 Q3 Q2 Q1',
    ],
    ['list=usercontribs&ucuser=Nobody', 'usercontribs', 'title', ''],
    ['list=allrevisions&arvnamespace=0&arvlimit=2', 'allrevisions', 'title', 'Q4'],
    ['list=users&ususers=Admin|Nobody', 'users', 'name', 'Admin Nobody'],
    ['list=allusers', 'allusers', 'name', 'Admin Sabir'],
    ['list=allusers&augroup=bot', 'allusers', 'name', 'Sabir'],
    ['list=logevents&leaction=create/create&lelimit=2', 'logevents', 'title', 'Q4 Q3'],
    ['list=logevents&leaction=create/*&lelimit=2', 'logevents', 'title', 'Q4 Q3'],
    ['list=logevents&letype=newusers', 'logevents', 'title', ''],
    ['list=blocks', 'blocks', 'user', '192.0.2.1'],
    ['list=blocks&bkshow=temp', 'blocks', 'user', ''],
    ['list=blocks&bkshow=!temp', 'blocks', 'user', '192.0.2.1'],
    ['list=blocks&bkip=192.0.2.1', 'blocks', 'user', '192.0.2.1'],
    ['list=blocks&bkip=192.0.2.2', 'blocks', 'user', ''],
    ['list=blocks&bkip=192.0.2.0/24', 'blocks', 'user', ''],
    ['list=usercontribs&ucuserprefix=adm&ucshow=new&uclimit=1', 'usercontribs', 'title', 'Q4'],
    ['list=usercontribs&ucuserprefix=Nobody', 'usercontribs', 'title', ''],
    ['list=tags&tglimit=2', 'tags', 'name', 'mw-blank mw-changed-redirect-target'],
    ['list=tags&tgcontinue=mw-rollback', 'tags', 'name', 'mw-rollback mw-undo'],
  ])('%s', async (text, list, member, expected) => {
    expect(listed(await ask(text), list, member)).toBe(expected);
  });

  test.each([
    ['list=usercontribs', 'missingparam'],
    ['list=usercontribs&ucuserprefix=', 'missingparam'],
    ['list=usercontribs&ucuserprefix=A&ucuser=Admin', 'invalidparammix'],
    ['list=blocks&bkip=here', 'param_ip'],
    ['list=blocks&bkip=192.0.0.0/8', 'cidrtoobroad'],
    ['list=blocks&bkip=192.0.2.1&bkusers=Admin', 'invalidparammix'],
    ['list=watchlist&wlowner=Nobody&wltoken=x', 'bad_wlowner'],
    ['list=watchlist&wlowner=Admin&wltoken=x', 'bad_wltoken'],
    ['list=watchlistraw&wrowner=Admin', 'bad_wltoken'],
  ])('%s is refused: %s', async (text, code) => {
    expect((await ask(text)).error?.code).toBe(code);
  });

  test('a watchlist is nobody else’s business', async () => {
    expect((await ask('list=watchlist')).error?.code).toBe('wlnotloggedin');
    expect(listed(await ask('list=watchlist', admin), 'watchlist', 'title')).toBe('');
    const own = await ask('list=watchlist&wlowner=Admin&wltoken=x', admin);
    expect(listed(own, 'watchlist', 'title')).toBe('');
  });

  test.each([
    ['list=usercontribs', 'missingparam'],
    ['list=backlinks', 'missingparam'],
    ['list=recentchanges&rccontinue=zz', 'badcontinue'],
    ['list=recentchanges&rcstart=yesterday', 'badtimestamp'],
    ['list=logevents&letype=nonsense', 'badvalue'],
    ['list=logevents&leaction=block/nonsense', 'badvalue'],
    ['list=recentchanges&rclimit=0', 'badvalue'],
    ['list=recentchanges&rcdir=sideways', 'badvalue'],
    ['list=logevents&lecontinue=20261323173412|1', 'badcontinue'],
    ['list=allpages&continue=zz', 'badcontinue'],
    ['titles=Q1&pageids=1', 'multisource'],
    ['titles=Q1|Q2&prop=revisions&rvlimit=5', 'rvmultpages'],
    ['generator=nonsense', 'badvalue'],
  ])('%s is %s', async (text, code) => {
    expect((await ask(text)).error?.code).toBe(code);
  });
});

describe('going on', () => {
  test.each([
    ['list=allpages&apnamespace=0&aplimit=1', 'allpages', 'title'],
    ['list=allpages&apnamespace=0&apdir=descending&aplimit=2', 'allpages', 'title'],
    ['list=allpages&apnamespace=0&apfilterredir=nonredirects&aplimit=2', 'allpages', 'title'],
    ['list=recentchanges&rclimit=2&rcprop=ids', 'recentchanges', 'revid'],
    ['list=recentchanges&rclimit=3&rcdir=newer&rcprop=ids', 'recentchanges', 'revid'],
    ['list=recentchanges&rclimit=1&rctype=new&rcprop=ids', 'recentchanges', 'revid'],
    ['list=usercontribs&ucuser=Admin&uclimit=2', 'usercontribs', 'revid'],
    ['list=usercontribs&ucuser=127.0.0.1|Admin&uclimit=2', 'usercontribs', 'revid'],
    ['list=usercontribs&ucuser=127.0.0.1|Admin&uclimit=1&ucdir=newer', 'usercontribs', 'revid'],
    ['list=backlinks&bltitle=Q1&bllimit=1', 'backlinks', 'title'],
    ['list=logevents&lelimit=2', 'logevents', 'logid'],
    ['list=logevents&lelimit=2&ledir=newer', 'logevents', 'logid'],
  ])('%s comes to everything, once', async (text, list, member) => {
    const whole = fieldsOf(text);
    const limit = Object.keys(whole).find((name) => name.endsWith('limit')) ?? '';
    const all = listed(await anybody.get<Answer>({ ...whole, [limit]: 'max' }), list, member);
    const parts: string[] = [];
    let more: Answer['continue'] = {};
    for (let calls = 0; more !== undefined && calls < 20; calls++) {
      const answer: Answer = await anybody.get<Answer>({ ...whole, ...more });
      parts.push(listed(answer, list, member));
      more = answer.continue;
    }
    expect(parts.filter((part) => part !== '').join(' ')).toBe(all);
    expect(parts.length).toBeGreaterThan(1);
  });

  test('the history of a page, from either end', async () => {
    const first = await ask('titles=Q3&prop=revisions&rvlimit=1&rvprop=ids|comment&rvdir=newer');
    expect(first).toMatchObject({
      query: { pages: [{ revisions: [{ parentid: 0 }] }] },
      continue: { continue: '||' },
    });
    expect(first.batchcomplete).toBe(undefined);
    const rvcontinue = first.continue?.['rvcontinue'] ?? '';
    const rest = await ask(
      `titles=Q3&prop=revisions&rvlimit=1&rvprop=ids|comment&rvdir=newer&continue=||&rvcontinue=${rvcontinue}`,
    );
    expect(JSON.stringify(rest)).toContain('by an address');
    expect(rest.continue).toBe(undefined);
  });

  test('a generator hands its pages on, piece by piece', async () => {
    const text = 'generator=allpages&gapnamespace=0&gaplimit=3&prop=info';
    const first = await ask(text);
    expect(listed(first, 'pages', 'title')).toBe('Q1 Q2 Q3');
    expect(first.continue).toEqual({ gapcontinue: 'Q4', continue: 'gapcontinue||' });
    const rest = await anybody.get<Answer>({ ...fieldsOf(text), ...first.continue });
    expect(rest.query['pages']).toMatchObject([{ title: 'Q4', redirect: true }]);
    expect(rest.continue).toBe(undefined);
  });

  test('what is finished is not asked again', async () => {
    const text = 'list=allpages&aplimit=3&titles=Q1&prop=info&meta=tokens';
    const first = await ask(text);
    expect(first.continue).toEqual({ apcontinue: 'Q4', continue: '-||tokens|info' });
    const rest = await anybody.get<Answer>({ ...fieldsOf(text), ...first.continue });
    expect(Object.keys(rest.query)).toEqual(['allpages']);
  });

  test('as much as there may be is told', async () => {
    const { limits } = (await ask('list=allpages&aplimit=max')) as { limits?: object };
    expect(limits).toEqual({ allpages: 500 });
  });
});

describe('pages', () => {
  test.each<[string, Json[]]>([
    ['titles=Q1', [{ ns: 0, title: 'Q1' }]],
    ['titles=q1|Property:p1', [{ title: 'Property:P1' }, { title: 'Q1' }]],
    ['titles=Q99', [{ ns: 0, title: 'Q99', missing: true }]],
    ['titles=Main Page', [{ ns: 0, title: 'Main Page', missing: true }]],
    ['titles=a[b', [{ title: 'a[b', invalid: true }]],
    ['titles=Special:Search', [{ ns: -1, title: 'Special:Search', special: true }]],
    ['pageids=999', [{ pageid: 999, missing: true }]],
    ['titles=Q4&redirects=1', [{ title: 'Q1' }]],
    ['titles=Q4&prop=info', [{ title: 'Q4', redirect: true, contentmodel: 'wikibase-item' }]],
    ['titles=Q99&prop=info', [{ missing: true, contentmodel: 'wikibase-item' }]],
    [
      'titles=Q2&prop=pageprops',
      [{ pageprops: { 'wb-claims': '1', 'wb-identifiers': '0', 'wb-sitelinks': '0' } }],
    ],
    ['titles=Property:P1&prop=pageprops', [{ pageprops: { 'wb-claims': '0' } }]],
    [
      'titles=Q1&prop=entityterms&wbetlanguage=de',
      [{ entityterms: { description: ['die Zahl'] } }],
    ],
    [
      'titles=Q1&prop=pageterms&wbptlanguage=de',
      [{ terms: { label: ['one'], description: ['die Zahl'] } }],
    ],
    ['titles=Q1&prop=description&uselang=de', [{ description: 'die Zahl' }]],
    [
      'titles=Q1&prop=revisions&rvprop=content&rvslots=main',
      [
        {
          revisions: [
            {
              slots: { main: { contentmodel: 'wikibase-item', contentformat: 'application/json' } },
            },
          ],
        },
      ],
    ],
    ['titles=Q1&prop=info&inprop=url|protection', [{ protection: [] }]],
  ])('%s', async (text, pages) => {
    const answer = await ask(text);
    expect(answer.query['pages']).toMatchObject(pages);
    expect(answer.query['pages']).toHaveLength(pages.length);
  });

  test('a page has the same number everywhere', async () => {
    const { entities } = await anybody.get<{ entities: Record<string, { pageid: number }> }>({
      action: 'wbgetentities',
      ids: 'Q3',
      props: 'info',
    });
    const pageid = entities['Q3']?.pageid;
    expect((await ask(`pageids=${pageid}`)).query['pages']).toMatchObject([
      { pageid, title: 'Q3' },
    ]);
    const { search } = await anybody.get<{ search: readonly Json[] }>({
      action: 'wbsearchentities',
      search: 'three',
      language: 'en',
    });
    expect(search).toMatchObject([{ id: 'Q3', pageid }]);
  });

  test('the text of a revision is Wikibase’s, with its empty maps', async () => {
    const answer = await ask('titles=Q3&prop=revisions&rvprop=content&rvslots=main');
    const [page] = answer.query['pages'] as unknown as [
      { revisions: [{ slots: { main: { content: string } } }] },
    ];
    expect(JSON.parse(page.revisions[0].slots.main.content)).toEqual({
      type: 'item',
      id: 'Q3',
      labels: {
        en: { language: 'en', value: 'three' },
        fr: { language: 'fr', value: 'trois' },
      },
      descriptions: [],
      aliases: [],
      claims: [],
      sitelinks: [],
    });
  });

  test('revisions by number, those too that are not there', async () => {
    const first = await ask('titles=Q3&prop=revisions&rvlimit=1&rvdir=newer');
    const revision = JSON.stringify(first).match(/"revid":(\d+)/)?.[1] ?? '';
    const answer = await ask(`revids=${revision}|99999999&prop=revisions&rvprop=ids`);
    expect(answer.query).toMatchObject({
      badrevids: { 99999999: { revid: 99999999, missing: true } },
      pages: [{ title: 'Q3', revisions: [{ revid: Number(revision), parentid: 0 }] }],
    });
  });

  test('version 1 has pages by number, and a star for content', async () => {
    const answer = await anybody.get<Answer>({
      ...fieldsOf('titles=Q3|Q99&prop=revisions|info&rvprop=content&rvslots=main'),
      formatversion: '1',
    });
    const pages = answer.query['pages'] as unknown as Record<string, Json>;
    expect(pages['-1']).toMatchObject({ title: 'Q99', missing: '' });
    const [there] = Object.values(pages).filter(({ title }) => title === 'Q3');
    expect(there).toMatchObject({ revisions: [{ slots: { main: { '*': expect.anything() } } }] });
  });
});

describe('one change, in all its detail', () => {
  const props =
    'comment|flags|ids|loginfo|parsedcomment|patrolled|redirect|sha1|sizes|tags|title|user|userid';

  test('a deletion is told by the log and by the list alike', async () => {
    const id = await admin.create('item', label('en', 'mistake'));
    await admin.post({ action: 'delete', title: id, reason: 'a slip', token: await admin.token() });
    const log = await ask('list=logevents&letype=delete&lelimit=1');
    expect(log.query['logevents']).toMatchObject([{ title: id, action: 'delete', user: 'Admin' }]);
    const logid = log.query['logevents']?.[0]?.['logid'];
    const changes = await ask(`list=recentchanges&rctype=log&rclimit=1&rcprop=${props}`);
    expect(changes.query['recentchanges']).toMatchObject([
      { type: 'log', title: id, logid, logtype: 'delete', logaction: 'delete', newlen: 0 },
    ]);
  });

  test('an edit is told with its size, its hash and its summary for readers', async () => {
    const answer = await ask(`list=recentchanges&rctitle=Q3&rclimit=1&rcprop=${props}`);
    expect(answer.query['recentchanges']).toMatchObject([
      {
        type: 'edit',
        title: 'Q3',
        user: '127.0.0.1',
        anon: true,
        userid: 0,
        bot: false,
        new: false,
        minor: false,
        comment: expect.stringContaining('by an address') as unknown,
        parsedcomment: expect.stringContaining('by an address') as unknown,
        unpatrolled: true,
        redirect: false,
        sha1: expect.stringMatching(/^[\da-f]{40}$/) as unknown,
        tags: [],
      },
    ]);
    const [change] = answer.query['recentchanges'] ?? [];
    expect(Number(change?.['newlen'])).toBeGreaterThan(Number(change?.['oldlen']));
  });
});
