/** Each message of the interface is used somewhere, and each that is used exists. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import en from '../client/i18n/en.json' with { type: 'json' };

/** Keys whose middle is known only at run time; `*` stands for it. */
const builtAtRunTime = [
  'batch-outcome-*',
  'batch-plan-*',
  'change-category-*',
  'datatype-*',
  'diff-*',
  'document-kind-*',
  'failure-*',
  'grant-*',
  'group-*',
  'history-*',
  'log-type-*',
  'merge-ignore-*',
  'nav-*',
  'new-*-intro',
  'new-*-title',
  'protect-*',
  'rank-*',
  'rank-*-hint',
  'reason-*',
  'suppress-*',
  'tag-*',
  'tag-*-description',
  'tags-*',
  'tags-source-*',
  'theme-*',
  'watch-*',
];
/** Too wide to tell what is meant: what these build is named below, or elsewhere in the sources. */
const widelyBuilt = ['*-*', '*-explanation', '*-title', 'entity-*'];
const builtWhole = ['merge', 'redirect'].flatMap((door) =>
  ['explanation', 'from', 'title', 'to'].map((part) => `${door}-${part}`),
);

const keys = Object.keys(en);
const sources = ['client', 'server', 'schema'].flatMap(sourcesIn);

function sourcesIn(folder: string): string[] {
  const root = join(import.meta.dirname, '..', folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.(?:test|contract|arbitrary|d))\.ts$/.test(file))
    .map((file) => readFileSync(join(root, file), 'utf8'));
}

/** What `messages` are asked for: by name, and by a template. */
function asked(pattern: RegExp): Set<string> {
  return new Set(
    sources.flatMap((text) => [...text.matchAll(pattern)].map(([, key]) => key ?? '')),
  );
}

const named = asked(/\b(?:messages\.(?:text|parts)\(|messageMarkup\(\s*\w+,)\s*'([^']+)'/g);
const templates = new Set(
  [...asked(/\bmessages\.(?:text|parts)\(\s*`([^`]+)`/g)].map((template) =>
    template.replaceAll(/\$\{[^}]*\}/g, '*'),
  ),
);
const quoted = asked(/['"]([a-z][\w-]*)['"]/g);

function isBuilt(key: string): boolean {
  return (
    builtWhole.includes(key) ||
    builtAtRunTime.some((pattern) => {
      const [start = '', end = ''] = pattern.split('*');
      return key.startsWith(start) && key.endsWith(end);
    })
  );
}

test('messages are asked for', () => {
  expect(named.size).toBeGreaterThan(200);
});

test('each message is used', () => {
  expect(keys.filter((key) => !quoted.has(key) && !isBuilt(key))).toEqual([]);
});

test('each message that is used exists', () => {
  expect([...named].filter((key) => !keys.includes(key))).toEqual([]);
});

test('how keys are built at run time is written down here', () => {
  expect([...templates].toSorted()).toEqual([...builtAtRunTime, ...widelyBuilt].toSorted());
});
