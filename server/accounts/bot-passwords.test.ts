import { expect, test } from 'vitest';
import { readBotLogIn } from './bot-passwords.ts';

const SECRET = `sabir_bot_${'0123456789'.repeat(4)}`;

test.each([
  ['Ada@tool', 'secret', 'Ada tool secret'],
  ['Ada', `tool@${SECRET}`, `Ada tool ${SECRET}`],
  ['Ada', `a@b@${SECRET}`, `Ada a@b ${SECRET}`],
  ['Ada', 'botpasswordbotpasswordbotpassword', undefined],
  ['Ada', 'my own p@ssword', undefined],
  ['Ada', `@${SECRET}`, undefined],
  ['@tool', 'secret', undefined],
])('%s with %s is %s', (name, password, expected) => {
  const read = readBotLogIn(name, password);
  expect(read && [read.name, read.label, read.password].join(' ')).toBe(expected);
});
