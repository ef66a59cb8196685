/**
 * The W3C's SPARQL 1.0 and 1.1 suites: every test of a query's syntax or result.
 *
 * What fails is listed in `known-failures.json` with the reason. A test that is listed and passes
 * fails here too, so that the list stays honest.
 */
import { afterAll, expect, test } from 'vitest';
import { describeWithShared } from '../../shared-data.ts';
import knownFailures from './known-failures.json' with { type: 'json' };
import { readSuite, runTest } from './suite.ts';

const reasons = new Map(
  Object.entries(knownFailures).flatMap(([reason, ids]) => ids.map((id) => [id, reason] as const)),
);

function complaint(problem: string | undefined, reason: string | undefined): string | undefined {
  if (reason === undefined) return problem;
  return problem === undefined ? 'passes now: take it off the list' : undefined;
}

describeWithShared('W3C SPARQL suites', () => {
  for (const suite of ['sparql10', 'sparql11']) {
    const tests = readSuite([suite]);
    let passed = 0;
    test.each(tests)('$id', (each) => {
      const problem = runTest(each);
      if (problem === undefined) passed++;
      expect(complaint(problem, reasons.get(each.id))).toBeUndefined();
    });
    afterAll(() => {
      process.stdout.write(`W3C ${suite}: ${passed} of ${tests.length} query tests pass\n`);
    });
  }

  test('the list of known failures names only tests that there are', () => {
    const ids = new Set(readSuite(['sparql10', 'sparql11']).map(({ id }) => id));
    expect([...reasons.keys()].filter((id) => !ids.has(id))).toEqual([]);
  });
});
