import { expect, test } from 'vitest';
import type { Failure } from '../../schema/failures.ts';
import { failure, failureReasons } from '../../schema/failures.ts';
import { catalogue } from '../i18n/catalogues.ts';
import { createMessages } from '../i18n/message.ts';
import { failureText } from './failure-view.ts';

const messages = createMessages('en', catalogue('en'));

const block = {
  by: 'Alice',
  expires: 'infinity',
  blockId: 1,
  byId: 2,
  created: '2026-01-01T00:00:00Z',
  partial: 'yes',
  anonymousOnly: '',
  noAccountCreation: '',
  ownTalkPage: '',
  automatic: 0,
};

test.each<[Failure, string]>([
  [
    failure('malformed-text', { field: 'title', reason: 'lone-surrogate' }),
    'The text in “title” cannot be stored: half of a character is missing.',
  ],
  [
    failure('bad-user-name', { name: 'a|b', reason: 'illegal-character' }),
    '“a|b” cannot be a user name: it contains a character that is not allowed.',
  ],
  [
    failure('not-a-dump', { file: 'x.txt', reason: 'malformed-json' }),
    'x.txt is not a JSON dump of entities (it is not JSON). Nothing was imported.',
  ],
  [
    failure('not-a-dump', { file: 'x.json', reason: 'wrong-type' }),
    'x.json is not a JSON dump of entities (it does not begin with an entity). Nothing was imported.',
  ],
  [
    failure('read-only', { reason: 'disk-full' }),
    'The wiki can only be read at the moment: the disk is full.',
  ],
  [failure('malformed-json', { reason: 'Unexpected end' }), 'This is not JSON: Unexpected end.'],
  [
    failure('blocked', { ...block, reason: 'spam' }),
    'Alice has blocked you from editing until: infinity. The reason given is: spam.',
  ],
  [
    failure('blocked', { ...block, reason: '' }),
    'Alice has blocked you from editing until: infinity. No reason is given.',
  ],
  [
    failure('blocked', { ...block, automatic: 1, reason: 'autoblock' }),
    'Nobody edits from your address until infinity, because somebody who is blocked used it lately.',
  ],
  [failure('unknown-revision', { revision: 7 }), 'There is no revision 7.'],
])('%o', (each, text) => {
  expect(failureText(each, messages)).toBe(text);
});

test.each(failureReasons)('%s is said in words', (reason) => {
  const text = failureText(failure('read-only', { reason }), messages);
  expect(text).not.toContain(`: ${reason}.`);
  expect(text).not.toContain('reason-');
});
