import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemOf, snakOf, statementId, statementOf, textOf } from '../../test/entity-notation.ts';
import { alice, anonymous, bob, openTemporaryWiki, sysop } from '../../test/temporary-wiki.ts';
import type { TemporaryWiki } from '../../test/temporary-wiki.ts';
import { defaultSiteSettings } from '../../schema/model/documents/site-settings.ts';
import { emptyLexeme, emptyProperty } from '../../schema/model/entity.ts';
import type { ItemId } from '../../schema/model/entity-id.ts';
import type { ChangeOp } from './change-ops/change-op.ts';
import { checkEdit } from './check-edit.ts';
import type { Edit, EditResult } from './edit.ts';

let wiki: TemporaryWiki;

beforeAll(async () => {
  wiki = await openTemporaryWiki();
  await wiki.load(
    {
      ...defaultSiteSettings,
      sites: ['enwiki', 'dewiki'].map((id) => ({
        id,
        group: 'wikipedia',
        language: id.slice(0, 2),
        pageUrl: `https://${id}.example/$1`,
      })),
      badges: ['Q7'],
    },
    ...(['P1', 'P2', 'P3', 'P4'] as const).map((id) => emptyProperty(id, 'string')),
    emptyProperty('P10', 'wikibase-item'),
    emptyProperty('P11', 'wikibase-form'),
    itemOf('en=thing', 'Q5'),
  );
});

afterAll(() => wiki.close());

/** Item numbers that no other test uses. */
let nextNumber = 100;
async function newItem(text: string): Promise<{ id: ItemId; revisionId: number }> {
  const id: ItemId = `Q${nextNumber++}`;
  await wiki.load(itemOf(text, id));
  const page = await wiki.storage.records.document(id);
  return { id, revisionId: page?.revisionId ?? 0 };
}

function summarize(result: EditResult): string {
  if (result.outcome === 'rejected') return result.failures.map(({ code }) => code).join(' ');
  const { document } = result;
  const text = document.type === 'item' ? textOf(document) : document.type;
  const merged = result.outcome === 'saved' && result.merged ? 'merged: ' : '';
  return result.outcome === 'unchanged' ? `unchanged: ${text}` : `${merged}${text}`;
}

const label = (language: string, value: string): ChangeOp => ({
  op: 'set-term',
  field: 'labels',
  language,
  value,
});

async function edited(before: string, ...ops: ChangeOp[]): Promise<string> {
  const { id } = await newItem(before);
  return summarize(await wiki.edit({ target: { kind: 'existing', id }, ops }));
}

async function created(...ops: ChangeOp[]): Promise<string> {
  return summarize(await wiki.edit({ target: { kind: 'new-item' }, ops }));
}

async function summaryOf(revisionId: number): Promise<string | undefined> {
  return (await wiki.storage.records.revision(revisionId))?.summary;
}

const statement = (text: string): ChangeOp => ({
  op: 'set-statement',
  statement: statementOf(text, 'Q0', 1),
});
const long = (length: number) => 'x'.repeat(length);
const link = (title: string, site = 'enwiki', badges?: ItemId[]): ChangeOp => ({
  op: 'set-sitelink',
  site,
  title,
  ...(badges === undefined ? {} : { badges }),
});

const formStatement = (id: 'L50-F1' | 'L50-F2'): ChangeOp => ({
  op: 'set-statement',
  statement: {
    mainSnak: { kind: 'value', property: 'P11', value: { type: 'wikibase-entityid', id } },
    rank: 'normal',
    qualifiers: [],
    references: [],
  },
});

/** Alice saw `before`; others made `theirs` of it; what becomes of her edit? */
async function conflict(
  before: string,
  theirs: ChangeOp[],
  mine: ChangeOp[],
  by = bob,
): Promise<string> {
  const { id, revisionId } = await newItem(before);
  const target = { kind: 'existing', id } as const;
  for (const op of theirs) {
    const saved = await wiki.edit({ target, ops: [op], actor: by });
    if (saved.outcome === 'rejected') throw new Error(JSON.stringify(saved.failures));
  }
  return summarize(await wiki.edit({ target, ops: mine, baseRevisionId: revisionId }));
}

describe('saving', () => {
  test('a new item gets an id, which its statements carry', async () => {
    const result = await wiki.edit({
      target: { kind: 'new-item' },
      ops: [label('en', 'rhino'), { op: 'set-statement', statement: statementOf('P1=x', 'Q0', 1) }],
    });
    if (result.outcome !== 'saved' || result.document.type !== 'item') throw new Error('not saved');
    expect(result.id).toMatch(/^Q\d+$/);
    expect(result.document.statements[0]?.id).toBe(statementId(1, result.document.id));
    expect(await summaryOf(result.revisionId)).toBe('/* wbeditentity-create-item:0| */');
  });

  test('an empty item is an item', async () => {
    expect(await created()).toBe('');
  });

  test('properties and lexemes are made too', async () => {
    const property = await wiki.edit({
      target: { kind: 'new-property', datatype: 'url' },
      ops: [label('en', 'homepage')],
    });
    expect(property).toMatchObject({ outcome: 'saved', document: { datatype: 'url' } });
    const lexeme = await wiki.edit({
      target: { kind: 'new-lexeme', language: 'Q5', lexicalCategory: 'q5' },
      ops: [{ op: 'set-term', field: 'lemmas', language: 'en', value: 'cat' }],
    });
    expect(lexeme).toMatchObject({ outcome: 'saved', id: 'L1', document: { language: 'Q5' } });
  });

  test('the next revision knows its parent, and says what was done', async () => {
    const { id, revisionId } = await newItem('en=a');
    const result = await wiki.edit({
      target: { kind: 'existing', id },
      ops: [label('en', 'b')],
      comment: ' my\nown  words ',
      tags: ['tool'],
      minor: true,
    });
    if (result.outcome !== 'saved') throw new Error('not saved');
    expect(result.parentRevisionId).toBe(revisionId);
    const revision = await wiki.storage.records.revision(result.revisionId);
    expect(revision).toMatchObject({
      summary: '/* wbsetlabel-set:1|en */ b, my own words',
      tags: ['tool'],
      minor: true,
      bot: false,
      userName: 'Alice',
    });
  });

  test('the door may know a better summary', async () => {
    const { id } = await newItem('en=a');
    const result = await wiki.edit({
      target: { kind: 'existing', id },
      ops: [label('en', 'b')],
      summary: { key: 'special-things', args: ['x', 'y'] },
    });
    if (result.outcome !== 'saved') throw new Error('not saved');
    expect(await summaryOf(result.revisionId)).toBe('/* special-things:0||x|y */');
  });

  test('what changes nothing makes no revision', async () => {
    const { id, revisionId } = await newItem('en=a | P1=x#1');
    const { sequence } = await wiki.storage.records.head();
    const result = await wiki.edit({
      target: { kind: 'existing', id },
      ops: [
        label('en', 'b'),
        label('en', 'a'),
        { op: 'set-statement', statement: statementOf('P1=x#1', id) },
      ],
    });
    expect(result).toMatchObject({ outcome: 'unchanged', id, revisionId });
    expect((await wiki.storage.records.head()).sequence).toBe(sequence);
  });

  test('a rejected edit leaves no trace', async () => {
    const { sequence } = await wiki.storage.records.head();
    expect(await created(label('xx-nowhere', 'x'))).toBe('unknown-language');
    expect((await wiki.storage.records.head()).sequence).toBe(sequence);
  });

  test('checking saves nothing', async () => {
    const { sequence } = await wiki.storage.records.head();
    const edit: Edit = { actor: alice, target: { kind: 'new-item' }, ops: [label('en', 'x')] };
    expect(await checkEdit(edit, wiki)).toMatchObject({ outcome: 'prepared' });
    expect((await wiki.storage.records.head()).sequence).toBe(sequence);
  });

  test('text is saved in its normal form', async () => {
    expect(await created(label('fr', 'e\u0301'))).toBe('fr=\u00E9');
  });

  test('an edit that is sent twice is saved once', async () => {
    const { id } = await newItem('P1=x#1');
    const edit = {
      target: { kind: 'existing', id },
      ops: [{ op: 'remove-statement', id: statementId(1, id) }],
      idempotencyKey: 'once',
    } as const;
    const first = await wiki.edit(edit);
    const second = await wiki.edit(edit);
    expect(first.outcome).toBe('saved');
    expect(second).toEqual(first);
    expect(summarize(await wiki.edit({ ...edit, actor: bob }))).toBe('unknown-statement');
  });

  test('a page with a title is made and changed as a whole', async () => {
    const talk = { type: 'talk', id: 'Talk:Q5', text: 'Hello' } as const;
    const made = await wiki.edit({ target: { kind: 'new-with-id', document: talk }, ops: [] });
    expect(made).toMatchObject({ outcome: 'saved', kind: 'talk', document: talk });
    const target = { kind: 'existing', id: 'Talk:Q5' } as const;
    const document = { ...talk, text: 'Hello!\nYes?' };
    expect(await wiki.edit({ target, ops: [{ op: 'replace', document }] })).toMatchObject({
      outcome: 'saved',
      document,
    });
  });
});

describe('conflicts', () => {
  test.each<[string, ChangeOp[], ChangeOp[], string]>([
    ['en=a', [label('de', 'b')], [label('en', 'c')], 'merged: de=b | en=c'],
    [
      'en=a | de=b',
      [{ op: 'remove-term', field: 'labels', language: 'de' }],
      [label('en', 'c')],
      'merged: en=c',
    ],
    ['en=a', [label('en', 'b')], [label('en', 'c')], 'edit-conflict'],
    ['en=a', [label('en', 'b')], [label('en', 'a')], 'unchanged: en=b'],
    ['en=a', [label('en', 'b')], [label('en', 'b')], 'unchanged: en=b'],
    [
      'P1=x#1',
      [{ op: 'set-rank', id: statementId(1), rank: 'preferred' }],
      [],
      'unchanged: P1=x#1!',
    ],
    ['en=a', [label('de', 'b')], [{ op: 'clear' }], 'edit-conflict'],
    ['', [label('de', 'b')], [{ op: 'redirect', target: 'Q5' }], 'edit-conflict'],
  ])('%s: they %j, I %j: %s', async (before, theirs, mine, outcome) => {
    const named = theirs.map((op) =>
      'id' in op ? { ...op, id: statementId(1, `Q${nextNumber}`) } : op,
    );
    expect(await conflict(before, named as ChangeOp[], mine)).toBe(outcome);
  });

  test('somebody who was faster with himself wins over himself, where something is left to win', async () => {
    const mine = [label('en', 'c'), label('de', 'd')];
    expect(await conflict('en=a', [label('en', 'b')], mine, alice)).toBe('merged: de=d | en=b');
    expect(await conflict('en=a', [label('en', 'b')], mine, bob)).toBe('edit-conflict');
    expect(await conflict('en=a', [label('en', 'b')], [label('en', 'c')], alice)).toBe(
      'edit-conflict',
    );
  });

  test('a conflict names the revisions', async () => {
    const { id, revisionId } = await newItem('en=a');
    const target = { kind: 'existing', id } as const;
    const other = await wiki.edit({ target, ops: [label('en', 'b')], actor: bob });
    if (other.outcome !== 'saved') throw new Error('not saved');
    expect(
      await wiki.edit({ target, ops: [label('en', 'c')], baseRevisionId: revisionId }),
    ).toMatchObject({
      failures: [
        { parameters: { id, baseRevision: revisionId, latestRevision: other.revisionId } },
      ],
    });
  });

  test('many at once on one item all get their turn', async () => {
    const { id } = await newItem('en=a');
    const target = { kind: 'existing', id } as const;
    const languages = ['de', 'fr', 'it', 'es', 'ru', 'pt', 'nl', 'sv'];
    const results = await Promise.all(
      languages.map((language) => wiki.edit({ target, ops: [label(language, 'x')] })),
    );
    const saved = results.filter(({ outcome }) => outcome === 'saved').length;
    const lost = results.filter((result) => summarize(result) === 'edit-conflict').length;
    expect(saved + lost).toBe(languages.length);
    const page = await wiki.storage.records.document(id);
    expect(await wiki.storage.records.revisionCount(id)).toBe(1 + saved);
    for (const [i, language] of languages.entries()) {
      expect(page?.content.includes(`"${language}"`)).toBe(results[i]?.outcome === 'saved');
    }
    expect(saved).toBeGreaterThanOrEqual(5);
  });
});

describe('refusals', () => {
  test.each<[ChangeOp[], string]>([
    // terms
    [[label('en', long(250))], `en=${long(250)}`],
    [[label('en', long(251))], 'term-too-long'],
    [[label('en', '🦏'.repeat(250))], `en=${'🦏'.repeat(250)}`],
    [[label('en', '')], 'term-empty'],
    [[label('en', ' x')], 'term-has-edge-whitespace'],
    [[label('en', 'x\ty')], 'term-has-control-character'],
    [[label('en', 'x\u202Ey')], 'term-has-control-character'],
    [[label('en', 'x\0y')], 'malformed-text term-has-control-character'],
    [[label('en', 'x\uD800')], 'malformed-text'],
    [[label('tlh-klingon', 'x')], 'unknown-language'],
    [[label('__proto__', 'x')], 'unknown-language'],
    [[label('mul', 'x')], 'mul=x'],
    [
      [{ op: 'set-term', field: 'descriptions', language: 'mul', value: 'x' }],
      'term-language-not-allowed',
    ],
    [
      [label('en', 'x'), { op: 'set-term', field: 'descriptions', language: 'en', value: 'x' }],
      'label-equals-description',
    ],
    [[label('en', 'x'), { op: 'set-aliases', language: 'en', values: ['x'] }], 'en=x | en+x'],
    [[{ op: 'set-aliases', language: 'en', values: ['a', long(251)] }], 'term-too-long'],
    [[{ op: 'set-aliases', language: 'nowhere', values: ['a'] }], 'unknown-language'],
    [[label('en', 'Q5')], 'en=Q5'],
    // statements
    [[statement('P999=x')], 'unknown-property'],
    [[statement('P1=x [P999=y]')], 'unknown-property'],
    [[statement('P1=x {P999=y}')], 'unknown-property'],
    [[statement('P1=Q5')], 'wrong-value-type'],
    [[statement('P10=x')], 'wrong-value-type'],
    [[statement('P10=Q999999')], 'unknown-entity'],
    [[statement(`P1=${long(1501)}`)], 'value-too-long'],
    [[statement('P1= x')], 'value-has-edge-whitespace'],
    [[statement('P999=some')], 'unknown-property'],
    // sitelinks
    [[link('A', 'xxwiki')], 'unknown-site'],
    [[link('')], 'malformed-text'],
    [[link('A#B')], 'malformed-text'],
    [[link(long(256))], 'malformed-text'],
    [[link('Badge', 'enwiki', ['Q5'])], 'unknown-badge'],
  ])('%j: %s', async (ops, outcome) => {
    expect(await created(...ops)).toBe(outcome);
  });

  test('a failure points to the field', async () => {
    const ops = [label('en', ' x'), statement('P1=x [P2=Q5]'), link('A', 'xxwiki')];
    const result = await wiki.edit({ target: { kind: 'new-item' }, ops });
    expect(result.outcome === 'rejected' && result.failures.map(({ path }) => path)).toEqual([
      '/labels/en',
      '/sitelinks/xxwiki',
      '/claims/P1/0/qualifiers/P2/0/datavalue',
    ]);
  });

  test('a value may be the item itself', async () => {
    const { id } = await newItem('');
    const ops: ChangeOp[] = [{ op: 'set-statement', statement: statementOf(`P10=${id}`, id) }];
    expect(summarize(await wiki.edit({ target: { kind: 'existing', id }, ops }))).toMatch(/^P10=Q/);
  });

  test('what was there before is not judged again', async () => {
    const before = `en= x | en+${long(300)} | P999=a#1 | P10=Q999999#2 | xxwiki:A(Q9)`;
    const { id } = await newItem(before);
    const target = { kind: 'existing', id } as const;
    expect(summarize(await wiki.edit({ target, ops: [label('de', 'b')] }))).toBe(
      before.replace('en= x', 'de=b | en= x'),
    );
    const ranked: ChangeOp = { op: 'set-rank', id: statementId(1, id), rank: 'preferred' };
    expect((await wiki.edit({ target, ops: [ranked] })).outcome).toBe('saved');
    const changed: ChangeOp = {
      op: 'set-main-snak',
      id: statementId(1, id),
      snak: snakOf('P999=b'),
    };
    expect(summarize(await wiki.edit({ target, ops: [changed] }))).toBe('unknown-property');
  });

  test('labels of properties are no ids and belong to one property', async () => {
    const target = { kind: 'new-property', datatype: 'string' } as const;
    expect(summarize(await wiki.edit({ target, ops: [label('en', 'q42')] }))).toBe(
      'label-is-entity-id',
    );
    expect(summarize(await wiki.edit({ target, ops: [label('en', 'mass')] }))).toBe('property');
    expect(summarize(await wiki.edit({ target, ops: [label('en', 'mass')] }))).toBe('label-taken');
  });

  test('label and description together belong to one item, and so does a sitelink', async () => {
    const terms = [
      label('en', 'Paris'),
      { op: 'set-term', field: 'descriptions', language: 'en', value: 'city' },
    ] as const;
    expect(await created(...terms, link('Paris'))).toBe('en=Paris | en~city | enwiki:Paris');
    expect(await created(...terms)).toBe('label-description-taken');
    expect(await created(link('Paris'))).toBe('sitelink-taken');
    expect(await created(terms[0])).toBe('en=Paris');
  });

  test('an entity has no more than 5,000 statements', async () => {
    const { id } = await newItem(Array.from({ length: 5000 }, (_, i) => `P1=${i}`).join(' | '));
    const ops: ChangeOp[] = [{ op: 'set-statement', statement: statementOf('P1=x', id, 9999) }];
    expect(summarize(await wiki.edit({ target: { kind: 'existing', id }, ops }))).toBe('too-many');
  });

  test('a page has its size', async () => {
    const text = long(2_500_001);
    const document = { type: 'talk', id: 'Talk:Big', text } as const;
    expect(summarize(await wiki.edit({ target: { kind: 'new-with-id', document }, ops: [] }))).toBe(
      'entity-too-large',
    );
  });

  test.each([
    ['Talk:<b>', 'malformed-text'],
    ['Talk:x ', 'malformed-text'],
    [`Talk:${'x'.repeat(251)}`, 'malformed-text'],
    [`Talk:${'x'.repeat(250)}`, 'talk'],
    ['Talk:', 'malformed-entity-id'],
    ['User:x', 'malformed-entity-id'],
  ])('a talk page called %s: %s', async (id, outcome) => {
    const document = { type: 'talk', id, text: '' } as const;
    const target = { kind: 'new-with-id', document } as const;
    expect(summarize(await wiki.edit({ target, ops: [] }))).toBe(outcome);
  });

  test.each([
    ['nonsense', 'malformed-entity-id'],
    ['Q999999', 'unknown-entity'],
    ['Talk:Nothing', 'unknown-entity'],
  ])('there is no page %s', async (id, code) => {
    expect(summarize(await wiki.edit({ target: { kind: 'existing', id }, ops: [] }))).toBe(code);
  });

  test('the base must be a revision of the page', async () => {
    const { id } = await newItem('en=a');
    const target = { kind: 'existing', id } as const;
    const other = await newItem('en=b');
    const ops = [label('en', 'c')];
    expect(summarize(await wiki.edit({ target, ops, baseRevisionId: 9_999_999 }))).toBe(
      'unknown-revision',
    );
    expect(summarize(await wiki.edit({ target, ops, baseRevisionId: other.revisionId }))).toBe(
      'foreign-revision',
    );
  });

  test('tags are short words', async () => {
    const edit = { target: { kind: 'new-item' }, ops: [] } as const;
    expect(summarize(await wiki.edit({ ...edit, tags: ['<b>'] }))).toBe('malformed-text');
    expect(
      summarize(await wiki.edit({ ...edit, tags: Array.from({ length: 21 }, (_, i) => `t${i}`) })),
    ).toBe('too-many');
  });

  test('a full disk makes the wiki read-only', async () => {
    const full = await openTemporaryWiki({ maxSizeBytes: 1_000_000 });
    const text = randomBytes(1_000_000).toString('base64');
    const document = { type: 'talk', id: 'Talk:Big', text } as const;
    const result = await full.edit({ target: { kind: 'new-with-id', document }, ops: [] });
    expect(result).toMatchObject({
      failures: [{ code: 'read-only', parameters: { reason: 'disk-full' } }],
    });
    expect(await full.storage.records.document('Talk:Big')).toBeUndefined();
    await full.close();
  });
});

describe('redirects and deletion', () => {
  test.each([
    ['Q999999', 'unknown-entity'],
    ['Q5', 'redirect'],
    ['P1', 'entity-type-mismatch'],
  ] as const)('a redirect to %s: %s', async (target, outcome) => {
    expect(await edited('', { op: 'redirect', target })).toBe(outcome);
  });

  test('no redirect leads to a redirect, and none is edited', async () => {
    const { id } = await newItem('');
    const target = { kind: 'existing', id } as const;
    await wiki.edit({ target, ops: [{ op: 'redirect', target: 'Q5' }] });
    expect(await edited('', { op: 'redirect', target: id })).toBe('entity-is-redirect');
    expect(summarize(await wiki.edit({ target, ops: [label('en', 'x')] }))).toBe(
      'entity-is-redirect',
    );
  });

  test('a deleted page is only brought back by those who may', async () => {
    const { id } = await newItem('en=a');
    const target = { kind: 'existing', id } as const;
    const ops: ChangeOp[] = [{ op: 'delete' }];
    expect(summarize(await wiki.edit({ target, ops }))).toBe('permission-denied');
    expect(summarize(await wiki.edit({ target, ops, actor: sysop }))).toBe('en=a');
    expect(summarize(await wiki.edit({ target, ops: [label('en', 'b')], actor: sysop }))).toBe(
      'entity-deleted',
    );
    const back: ChangeOp[] = [{ op: 'replace', document: itemOf('en=b', id) }];
    expect(summarize(await wiki.edit({ target, ops: back }))).toBe('permission-denied');
    expect(summarize(await wiki.edit({ target, ops: back, actor: sysop }))).toBe('en=b');
  });
});

describe('rights', () => {
  const property = { kind: 'new-property', datatype: 'string' } as const;
  const item = { kind: 'new-with-id', document: itemOf('', 'Q9000') } as const;
  const settings = { kind: 'existing', id: 'Site:Settings' } as const;
  const renamed: ChangeOp = {
    op: 'replace',
    document: { ...defaultSiteSettings, defaultLanguage: 'de' },
  };

  test.each([
    [anonymous, { kind: 'new-item' } as const, [], ''],
    [anonymous, property, [], 'permission-denied'],
    [alice, property, [], 'property'],
    [alice, item, [], 'permission-denied'],
    [sysop, item, [], ''],
    [sysop, item, [], 'entity-exists'],
    [alice, settings, [renamed], 'permission-denied'],
  ])('%j on %j: %s', async (actor, target, ops, outcome) => {
    expect(summarize(await wiki.edit({ actor, target, ops }))).toBe(outcome);
  });

  test('only bots can be marked as bots', async () => {
    const bot = { userId: 9, name: 'Robot', groups: ['bot'] };
    for (const [actor, marked] of [
      [alice, false],
      [bot, true],
    ] as const) {
      const result = await wiki.edit({ actor, target: { kind: 'new-item' }, ops: [], bot: true });
      if (result.outcome !== 'saved') throw new Error('not saved');
      expect((await wiki.storage.records.revision(result.revisionId))?.bot).toBe(marked);
    }
  });

  test.each([
    [{ defaultLanguage: 'nowhere' }, 'unknown-language'],
    [
      { sites: [{ id: 'a', group: undefined, language: 'en', pageUrl: 'javascript:$1' }] },
      'value-not-a-url',
    ],
  ])('settings are checked: %j', async (change, code) => {
    const ops: ChangeOp[] = [{ op: 'replace', document: { ...defaultSiteSettings, ...change } }];
    expect(summarize(await wiki.edit({ actor: sysop, target: settings, ops }))).toBe(code);
  });
});

describe('lexemes', () => {
  test.each<[ChangeOp[], string]>([
    [[], 'lexeme'],
    [[{ op: 'remove-term', field: 'lemmas', language: 'en' }], 'missing-field'],
    [[{ op: 'set-term', field: 'lemmas', language: 'en-x-Q5', value: 'x' }], 'lexeme'],
    [[{ op: 'set-term', field: 'lemmas', language: 'zz-x-Q5', value: 'x' }], 'unknown-language'],
    [[{ op: 'set-lexeme', language: 'Q999999' }], 'unknown-entity'],
    [[{ op: 'set-form' }], 'missing-field'],
    [
      [
        {
          op: 'set-form',
          representations: new Map([['en', 'x']]),
          grammaticalFeatures: ['Q999999'],
        },
      ],
      'unknown-entity',
    ],
    [[{ op: 'set-sense', glosses: new Map([['en', ' x']]) }], 'term-has-edge-whitespace'],
    [
      [
        {
          op: 'set-form',
          representations: new Map([['en', 'x']]),
          statements: [
            { ...statementOf('P999=x'), id: 'L0-F1$00000001-0000-4000-8000-000000000000' },
          ],
        },
      ],
      'unknown-property',
    ],
  ])('%j: %s', async (ops, outcome) => {
    const lemma: ChangeOp = { op: 'set-term', field: 'lemmas', language: 'en', value: 'cat' };
    const result = await wiki.edit({
      target: { kind: 'new-lexeme', language: 'Q5', lexicalCategory: 'Q5' },
      ops: [lemma, ...ops],
    });
    expect(summarize(result)).toBe(outcome);
  });

  test('language and category must be items', async () => {
    const target = { kind: 'new-lexeme', language: 'en', lexicalCategory: 'Q5' } as const;
    expect(summarize(await wiki.edit({ target, ops: [] }))).toBe('malformed-entity-id');
  });

  test('a value may be a form that exists', async () => {
    await wiki.load({
      ...emptyLexeme('L50', 'Q5', 'Q5'),
      lemmas: new Map([['en', 'x']]),
      forms: [
        {
          id: 'L50-F1',
          representations: new Map([['en', 'x']]),
          grammaticalFeatures: [],
          statements: [],
        },
      ],
      nextFormNumber: 2,
    });
    expect(await created(formStatement('L50-F1'))).not.toBe('unknown-entity');
    expect(await created(formStatement('L50-F2'))).toBe('unknown-entity');
  });
});
