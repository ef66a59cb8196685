/** The recorded calls of a live Wikibase, answered by this wiki. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { describeWithShared, sharedPath } from '../../shared-data.ts';
import { openRecordedWiki } from './recorded-wiki.ts';
import { replay, shareAt } from './replay.ts';
import type { ReplayedCall } from './replay.ts';

const EXACT = 4;

describeWithShared('recorded calls of a live Wikibase', () => {
  let calls: readonly ReplayedCall[];

  beforeAll(async () => {
    const server = await openRecordedWiki();
    try {
      calls = await replay(server.url, sharedPath('fixtures', 'wikibase-live'));
    } finally {
      await server.close();
    }
  });

  test.each([
    ['status', 1, 0.99],
    ['status and error code', 2, 0.98],
    ['shape', 3, 0.955],
    ['body, but for the sentences of messages', EXACT, 0.9],
  ])('%s', (_, level, share) => {
    expect(shareAt(level, calls)).toBeGreaterThanOrEqual(share);
  });

  test('docs/compatibility.md names each call that is answered otherwise, and no other', () => {
    const names = calls
      .filter(({ level }) => level < EXACT)
      .map(({ group, id }) => `${group}/${id}`);
    expect(namedInDocs(new Set(calls.map(({ group }) => group)))).toEqual(names.toSorted());
  });
});

/** The first cells of the tables' rows that name calls: `group/id`, and more of the group after it. */
function namedInDocs(groups: ReadonlySet<string>): string[] {
  const text = readFileSync(join(import.meta.dirname, '../../../docs/compatibility.md'), 'utf8');
  const names = text.split('\n').flatMap((line) => {
    const [, cell = ''] = /^\| ([a-z-]+\/[^|]*) \|/.exec(line) ?? [];
    let group = '';
    return cell.split(', ').map((name) => {
      const [first = '', id] = name.split('/');
      if (id === undefined) return `${group}/${first}`;
      group = first;
      return name;
    });
  });
  return [...new Set(names)].filter((name) => groups.has(name.split('/')[0] ?? '')).toSorted();
}
