import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  authorDigest,
  contentDigest,
  logDigest,
  NO_DIGEST,
  revisionDigest,
  summaryDigest,
} from './hash-chain.ts';

const salt = Buffer.alloc(16, 7);
const author = { userId: 1, name: 'Alice', bot: false };
const summary = { summary: 'why', tags: ['a'], minor: false };
const parts = {
  parent: NO_DIGEST,
  content: contentDigest('{}'),
  author: authorDigest(salt, author),
  summary: summaryDigest(salt, summary),
  timeSeconds: 1_900_000_000,
};

/** The format that other programs check us by: it may never change. */
test('a revision hash is the SHA-256 of its tag and fields', () => {
  const content = sha256('sabir content\0', '{}');
  const by = sha256('sabir author\0', salt, '[1,"Alice",false]');
  const why = sha256('sabir summary\0', salt, '["why",["a"],false]');
  const time = Buffer.from('00000000713fb300', 'hex');
  const revision = sha256('sabir revision\0', NO_DIGEST, content, by, why, time);
  expect(revisionDigest(parts)).toEqual(revision);
  const one = Buffer.from('0000000000000001', 'hex');
  expect(logDigest(NO_DIGEST, 1, 'Q1', revision)).toEqual(
    sha256('sabir log\0', NO_DIGEST, one, revision, 'Q1'),
  );
});

test.each([
  ['the parent', { parent: Buffer.alloc(32, 1) }],
  ['the content', { content: contentDigest('{ }') }],
  ['a deletion', { content: contentDigest(undefined) }],
  ['the author', { author: authorDigest(salt, { ...author, name: 'Bob' }) }],
  ['the salt', { author: authorDigest(Buffer.alloc(16), author) }],
  ['the tags', { summary: summaryDigest(salt, { ...summary, tags: [] }) }],
  ['the time', { timeSeconds: 1_900_000_001 }],
])('%s counts', (_name, change) => {
  expect(revisionDigest({ ...parts, ...change })).not.toEqual(revisionDigest(parts));
});

test('the same digest in another role is another digest', () => {
  expect(authorDigest(salt, author)).not.toEqual(summaryDigest(salt, summary));
  expect(logDigest(NO_DIGEST, 1, 'Q1', NO_DIGEST)).not.toEqual(
    logDigest(NO_DIGEST, 2, 'Q1', NO_DIGEST),
  );
});

function sha256(...fields: (string | Buffer)[]): Buffer {
  return createHash('sha256')
    .update(Buffer.concat(fields.map((each) => Buffer.from(each))))
    .digest();
}
