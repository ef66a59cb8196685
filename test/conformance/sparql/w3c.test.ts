/**
 * The W3C's SPARQL suites: every test of a query's syntax or result of 1.0 and 1.1, and of 1.2
 * what does not need its syntax for triples as terms, directions and reifiers.
 *
 * What fails is listed in `known-failures.json` with the reason. A test that is listed and passes
 * fails here too, so that the list stays honest.
 */
import { afterAll, expect, test } from 'vitest';
import { describeWithShared } from '../../shared-data.ts';
import knownFailures from './known-failures.json' with { type: 'json' };
import { manifestOf, readSuite, readUpdates, runTest, updateFailure } from './suite.ts';
import type { SuiteTest } from './suite.ts';

const isKnown = new Set(Object.values(knownFailures).flat());

/** How many tests of each manifest pass. */
class Tally {
  readonly #manifests = new Map<string, { passed: number; all: number }>();

  count(each: SuiteTest, passes: boolean): void {
    const tally = this.#manifests.get(manifestOf(each)) ?? { passed: 0, all: 0 };
    tally.all += 1;
    if (passes) tally.passed += 1;
    this.#manifests.set(manifestOf(each), tally);
  }

  describe(): string {
    const all = [...this.#manifests];
    const sum = (key: 'passed' | 'all'): number =>
      all.reduce((total, [, tally]) => total + tally[key], 0);
    const lines = all.map(([name, tally]) => `  ${name} ${tally.passed}/${tally.all}`);
    return [`${sum('passed')} of ${sum('all')} query tests pass`, ...lines].join('\n');
  }
}

describeWithShared('W3C SPARQL suites', () => {
  for (const suite of ['sparql10', 'sparql11', 'sparql12']) {
    const tests = readSuite([suite]);
    const tally = new Tally();
    const problemOf = async (each: SuiteTest): Promise<string | undefined> => {
      const problem = await runTest(each);
      tally.count(each, problem === undefined);
      return problem;
    };
    test.each(tests.filter(({ id }) => !isKnown.has(id)))('$id', async (each) => {
      expect(await problemOf(each)).toBeUndefined();
    });
    test.fails.each(tests.filter(({ id }) => isKnown.has(id)))('$id', async (each) => {
      expect(await problemOf(each)).toBeUndefined();
    });
    afterAll(() => {
      process.stdout.write(`W3C ${suite}: ${tally.describe()}\n`);
    });
  }

  test.each(readUpdates())('$id is refused, because it is an update', (each) => {
    expect(updateFailure(each)).toBe('query-is-update');
  });

  test('the list of known failures names only tests that there are', () => {
    const ids = new Set(readSuite(['sparql10', 'sparql11', 'sparql12']).map(({ id }) => id));
    expect([...isKnown].filter((id) => !ids.has(id))).toEqual([]);
  });
});
