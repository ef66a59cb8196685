/** Queries that people wrote for Wikidata: each is planned, or refused for a reason that it names. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { QueryEngine } from '../../../server/query/engine.ts';
import { MemoryIndex } from '../../../server/storage/quads/memory-index.ts';
import { describeWithShared, sharedPath } from '../../shared-data.ts';

/** Every so many of them: enough to notice, few enough to wait for. */
const STEP = 5;
const files = ['wikidata-examples', 'wikidata-onwiki'];

function readQueries(): string[] {
  return files.flatMap((file) => {
    const path = sharedPath('fixtures', 'queries', `${file}.jsonl`);
    if (!existsSync(path)) return [];
    return readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { query: string }).query);
  });
}

describeWithShared('queries written for Wikidata', () => {
  test('nine in ten are planned, the others refused with a reason', () => {
    const rdf = { conceptBase: 'http://www.wikidata.org/entity/' };
    const engine = new QueryEngine({ index: new MemoryIndex(), rdf });
    const queries = readQueries().filter((_, index) => index % STEP === 0);
    const outcomes = new Map<string, number>();
    for (const text of queries) {
      const opened = engine.open({ text, languages: ['en'] });
      const outcome = opened.ok ? 'planned' : (opened.failures[0]?.code ?? '');
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    const counts = [...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', ');
    process.stdout.write(`Queries written for Wikidata: ${queries.length}: ${counts}\n`);
    expect([...outcomes.keys()].filter((code) => !/^(?:planned|query-)/.test(code))).toEqual([]);
    expect((outcomes.get('planned') ?? 0) / queries.length).toBeGreaterThan(0.9);
  });
});
