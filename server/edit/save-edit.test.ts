import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemOf, statementId, statementOf } from '../../test/entity-notation.ts';
import {
  alice,
  anonymous,
  bob,
  openFurnishedWiki,
  openTemporaryWiki,
  outcomeOf,
  sysop,
} from '../../test/temporary-wiki.ts';
import type { TemporaryWiki } from '../../test/temporary-wiki.ts';
import { defaultSiteSettings } from '../../schema/model/documents/site-settings.ts';
import type { ChangeOp } from './change-ops/change-op.ts';
import { checkEdit } from './check-edit.ts';
import type { Edit } from './edit.ts';

let wiki: TemporaryWiki;

beforeAll(async () => {
  wiki = await openFurnishedWiki();
});

afterAll(() => wiki.close());

const label = (language: string, value: string): ChangeOp => ({
  op: 'set-term',
  field: 'labels',
  language,
  value,
});

async function edited(before: string, ...ops: ChangeOp[]): Promise<string> {
  const { id } = await wiki.newItem(before);
  return outcomeOf(await wiki.edit({ target: { kind: 'existing', id }, ops }));
}

async function created(...ops: ChangeOp[]): Promise<string> {
  return outcomeOf(await wiki.edit({ target: { kind: 'new-item' }, ops }));
}

async function summaryOf(revisionId: number): Promise<string | undefined> {
  return (await wiki.storage.records.revision(revisionId))?.summary;
}

/** Alice saw `before`; others made `theirs` of it; what becomes of her edit? */
async function conflict(
  before: string,
  theirs: ChangeOp[],
  mine: ChangeOp[],
  by = bob,
): Promise<string> {
  const { id, revisionId } = await wiki.newItem(before);
  const target = { kind: 'existing', id } as const;
  for (const op of theirs) {
    const own = op.op === 'set-rank' ? { ...op, id: statementId(1, id) } : op;
    const saved = await wiki.edit({ target, ops: [own], actor: by });
    if (saved.outcome === 'rejected') throw new Error(JSON.stringify(saved.failures));
  }
  return outcomeOf(await wiki.edit({ target, ops: mine, baseRevisionId: revisionId }));
}

describe('saving', () => {
  test('an edit may be planned from what the page holds', async () => {
    const { id } = await wiki.newItem('en=one');
    const target = { kind: 'existing', id } as const;
    const result = await wiki.plan({
      target,
      plan: (base) => ({
        ok: true,
        value: {
          ops: [label('de', base.type === 'item' ? `${base.labels.get('en')}!` : '')],
          summary: { key: 'wbsetlabel-add', count: 1, language: 'de', text: 'why' },
        },
      }),
    });
    expect(outcomeOf(result)).toBe('de=one! | en=one');
    if (result.outcome !== 'saved') throw new Error('not saved');
    expect(await summaryOf(result.revisionId)).toBe('/* wbsetlabel-add:1|de */ why');
  });

  test('a plan that fails is a rejected edit', async () => {
    const { id } = await wiki.newItem('en=one');
    const failures = [{ code: 'not-found', parameters: { what: 'that' } }] as const;
    const target = { kind: 'existing', id } as const;
    const result = await wiki.plan({ target, plan: () => ({ ok: false, failures }) });
    expect(outcomeOf(result)).toBe('not-found');
  });

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
    const { id, revisionId } = await wiki.newItem('en=a');
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
    const { id } = await wiki.newItem('en=a');
    const result = await wiki.edit({
      target: { kind: 'existing', id },
      ops: [label('en', 'b')],
      summary: { key: 'special-things', args: ['x', 'y'] },
    });
    if (result.outcome !== 'saved') throw new Error('not saved');
    expect(await summaryOf(result.revisionId)).toBe('/* special-things:0||x|y */');
  });

  test('what changes nothing makes no revision', async () => {
    const { id, revisionId } = await wiki.newItem('en=a | P1=x#1');
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
    const { id } = await wiki.newItem('P1=x#1');
    const edit = {
      target: { kind: 'existing', id },
      ops: [{ op: 'remove-statement', id: statementId(1, id) }],
      idempotencyKey: 'once',
    } as const;
    const first = await wiki.edit(edit);
    const second = await wiki.edit(edit);
    expect(first.outcome).toBe('saved');
    expect(second).toEqual(first);
    expect(outcomeOf(await wiki.edit({ ...edit, actor: bob }))).toBe('unknown-statement');
  });

  test('an edit that is sent again after its text was erased is refused', async () => {
    const made = { target: { kind: 'new-item' }, ops: [label('en', 'secret')] } as const;
    const edit = { ...made, idempotencyKey: 'erased since' };
    const saved = await wiki.edit(edit);
    if (saved.outcome !== 'saved') throw new Error(saved.outcome);
    const { id, revisionId } = saved;
    await wiki.edit({ target: { kind: 'existing', id }, ops: [label('en', 'open')] });
    await wiki.storage.suppress({ revisionId, parts: ['content'] });
    expect(outcomeOf(await wiki.edit(edit))).toBe('suppressed-content');
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
    expect(await conflict(before, theirs, mine)).toBe(outcome);
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
    const { id, revisionId } = await wiki.newItem('en=a');
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

  test('an edit that must stand on the newest revision is not merged', async () => {
    const { id, revisionId } = await wiki.newItem('en=a');
    const edit = { target: { kind: 'existing', id }, conflicts: 'refuse' } as const;
    const mine = { ...edit, baseRevisionId: revisionId, ops: [label('en', 'c')] };
    expect(outcomeOf(await wiki.edit(mine))).toBe('en=c');
    expect(outcomeOf(await wiki.edit({ ...mine, ops: [label('de', 'd')] }))).toBe('edit-conflict');
  });

  test('many at once on one item all get their turn', async () => {
    const { id } = await wiki.newItem('en=a');
    const target = { kind: 'existing', id } as const;
    const languages = ['de', 'fr', 'it', 'es', 'ru', 'pt', 'nl', 'sv'];
    const results = await Promise.all(
      languages.map((language) => wiki.edit({ target, ops: [label(language, 'x')] })),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(languages.map(() => 'saved'));
    const page = await wiki.storage.records.document(id);
    expect(await wiki.storage.records.revisionCount(id)).toBe(1 + languages.length);
    expect(languages.filter((language) => !page?.content.includes(`"${language}"`))).toEqual([]);
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
    const { id } = await wiki.newItem('');
    const target = { kind: 'existing', id } as const;
    await wiki.edit({ target, ops: [{ op: 'redirect', target: 'Q5' }] });
    expect(await edited('', { op: 'redirect', target: id })).toBe('entity-is-redirect');
    expect(outcomeOf(await wiki.edit({ target, ops: [label('en', 'x')] }))).toBe(
      'entity-is-redirect',
    );
  });

  test('a deleted page is only brought back by those who may', async () => {
    const { id } = await wiki.newItem('en=a');
    const target = { kind: 'existing', id } as const;
    const ops: ChangeOp[] = [{ op: 'delete' }];
    expect(outcomeOf(await wiki.edit({ target, ops }))).toBe('permission-denied');
    expect(outcomeOf(await wiki.edit({ target, ops, actor: sysop }))).toBe('en=a');
    expect(outcomeOf(await wiki.edit({ target, ops: [label('en', 'b')], actor: sysop }))).toBe(
      'entity-deleted',
    );
    const back: ChangeOp[] = [{ op: 'replace', document: itemOf('en=b', id) }];
    expect(outcomeOf(await wiki.edit({ target, ops: back }))).toBe('permission-denied');
    expect(outcomeOf(await wiki.edit({ target, ops: back, actor: sysop }))).toBe('en=b');
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
    expect(outcomeOf(await wiki.edit({ actor, target, ops }))).toBe(outcome);
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
});

describe('refusals', () => {
  test.each([
    ['nonsense', 'malformed-entity-id'],
    ['Q999999', 'unknown-entity'],
    ['Talk:Nothing', 'unknown-entity'],
  ])('there is no page %s', async (id, code) => {
    expect(outcomeOf(await wiki.edit({ target: { kind: 'existing', id }, ops: [] }))).toBe(code);
  });

  test('the base must be a revision of the page', async () => {
    const { id } = await wiki.newItem('en=a');
    const target = { kind: 'existing', id } as const;
    const other = await wiki.newItem('en=b');
    const ops = [label('en', 'c')];
    expect(outcomeOf(await wiki.edit({ target, ops, baseRevisionId: 9_999_999 }))).toBe(
      'unknown-revision',
    );
    expect(outcomeOf(await wiki.edit({ target, ops, baseRevisionId: other.revisionId }))).toBe(
      'foreign-revision',
    );
  });

  test('tags are short words', async () => {
    const edit = { target: { kind: 'new-item' }, ops: [] } as const;
    expect(outcomeOf(await wiki.edit({ ...edit, tags: ['<b>'] }))).toBe('malformed-text');
    expect(
      outcomeOf(await wiki.edit({ ...edit, tags: Array.from({ length: 21 }, (_, i) => `t${i}`) })),
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
