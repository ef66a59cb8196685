#!/usr/bin/env -S node --min-semi-space-size=16 --max-semi-space-size=16
/**
 * The command line: `sabir COMMAND`. The table of commands, and how their arguments are read.
 */
import { enableCompileCache } from 'node:module';
import { parseArgs } from 'node:util';
import type { Failure } from '../../schema/failures.ts';
import { flagOf, readConfig, settings } from '../config.ts';
import { complain, FAILED, print, WRONG_USAGE, type Arguments, type Command } from './command.ts';

/** better-sqlite3 crashes without a word below this. */
const LEAST_NAPI_VERSION = 10;

/** Loaded when called: `sabir user add` need not load the web server. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serve,
  import: async () => (await import('./import.ts')).importDumps,
  dump: async () => (await import('./dump.ts')).dump,
  query: async () => (await import('./query.ts')).query,
  user: async () => (await import('./user.ts')).user,
  verify: async () => (await import('./verify.ts')).verify,
  backup: async () => (await import('./backup.ts')).backup,
  migrate: async () => (await import('./migrate.ts')).migrate,
};

export const commandNames = Object.keys(commands);

if (import.meta.main) {
  // Halves the time until a command starts.
  enableCompileCache();
  process.exitCode = await main(process.argv.slice(2));
}

async function main(words: readonly string[]): Promise<number> {
  if (Number(process.versions.napi) < LEAST_NAPI_VERSION) {
    complain(
      `Node ${process.versions.node} is too old. Use "npm run sabir -- …" or "npx sabir …", which bring Node 24.`,
    );
    return WRONG_USAGE;
  }
  const [name, ...rest] = words;
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) return help(name);
  return run(await load(), rest);
}

async function run(command: Command, words: readonly string[]): Promise<number> {
  const read = readArguments(command, words);
  if (typeof read === 'string') {
    complain(`${read}\nusage: sabir ${command.usage}`);
    return WRONG_USAGE;
  }
  const config = readConfig(process.env, read.settings);
  if (!config.ok) {
    for (const failure of config.failures) complain(settingComplaint(failure));
    return WRONG_USAGE;
  }
  try {
    return await command.run(read.args, config.value);
  } catch (error) {
    if (!isExpected(error)) throw error;
    complain(error.message);
    return FAILED;
  }
}

/** The store and the operating system say what is wrong in words; anything else is our mistake. */
function isExpected(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** The arguments, or what is wrong with them. */
function readArguments(
  command: Command,
  words: readonly string[],
): { args: Arguments; settings: Record<string, string | undefined> } | string {
  const settingFlags = Object.values(settings).map(flagOf);
  const valued = [...settingFlags, ...(command.options ?? [])];
  const options: Record<string, { type: 'string' | 'boolean' }> = Object.fromEntries([
    ...valued.map((name) => [name, { type: 'string' }] as const),
    ...(command.flags ?? []).map((name) => [name, { type: 'boolean' }] as const),
  ]);
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options,
      allowPositionals: true,
    });
    const { least, most } = command.takes;
    if (positionals.length < least) return 'Something is missing.';
    if (positionals.length > most) return `What is "${positionals[most] ?? ''}"?`;
    const textOf = (name: string): string | undefined => {
      const value = values[name];
      return typeof value === 'string' ? value : undefined;
    };
    return {
      args: { positionals, option: textOf, flag: (name) => values[name] === true },
      settings: Object.fromEntries(settingFlags.map((name) => [name, textOf(name)])),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function settingComplaint({ parameters }: Failure): string {
  return `${parameters['field'] ?? ''} must be ${parameters['expected'] ?? ''}.`;
}

async function help(name: string | undefined): Promise<number> {
  const asked = name === undefined || ['help', '--help', '-h'].includes(name);
  if (!asked) complain(`There is no command "${name}".`);
  const say = asked ? print : complain;
  for (const load of Object.values(commands)) {
    const { usage, summary } = await load();
    say(`  sabir ${usage.padEnd(36)} ${summary}`);
  }
  return asked && name !== undefined ? 0 : WRONG_USAGE;
}
