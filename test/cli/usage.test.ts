import { expect, test } from 'vitest';
import { commandNames } from '../../server/cli/sabir.ts';
import { sabir, temporaryFolder } from './sabir-process.ts';

test.each([
  ['an unknown command', ['fly'], 'There is no command "fly".'],
  ['an unknown option', ['dump', 'x', '--colour', 'red'], "Unknown option '--colour'"],
  ['too little', ['import'], 'Something is missing.\nusage: sabir import FILE…'],
  ['too much', ['dump', 'x', 'y'], 'What is "y"?\nusage: sabir dump DIR'],
  [
    'a setting that makes no sense',
    ['dump', 'x', '--port', 'http'],
    'SABIR_PORT must be a whole number',
  ],
  ['an unknown verb', ['user', 'remove', 'Ada'], 'There is no "user remove"'],
])('wrong usage is refused with code 2 and says what is wrong: %s', async (_, words, complaint) => {
  const refused = await sabir(...words, '--data', await temporaryFolder());
  expect(refused).toMatchObject({ code: 2, out: '' });
  expect(refused.err).toContain(complaint);
});

test('without a command, or with an unknown one, all commands are listed', async () => {
  for (const words of [[], ['fly'], ['help']]) {
    const { out, err } = await sabir(...words);
    for (const name of commandNames) expect(out + err).toContain(`  sabir ${name}`);
  }
});
