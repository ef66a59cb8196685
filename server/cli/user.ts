/** `sabir user …`: accounts, by the running server where there is one. */
import { text } from 'node:stream/consumers';
import type { Result } from '../../schema/failures.ts';
import { administratorGroups } from '../accounts/groups.ts';
import { baseUrlOf, type Config } from '../config.ts';
import { askControlSocket, type ControlRequest } from '../processes/control-socket.ts';
import { answerControl } from '../processes/control.ts';
import { complain, DONE, print, WRONG_USAGE, type Arguments, type Command } from './command.ts';
import { openOwnWiki } from './own-folder.ts';
import { complainOf } from './say.ts';

export const user: Command = {
  usage:
    'user add NAME [--bot] [--admin] [--password …] | user groups NAME [--add G,…] [--remove G,…] | user unblock NAME | user recover NAME',
  summary:
    'makes an account (the password comes from standard input or --password), changes its groups, lifts its block, or makes a link for a new password',
  options: ['password', 'add', 'remove'],
  flags: ['bot', 'admin'],
  takes: { least: 2, most: 2 },
  async run(args, config) {
    const [verb = '', name = ''] = args.positionals;
    if (verb === 'add') return addUser(name, args, config);
    if (verb === 'groups') return changeGroups(name, args, config);
    if (verb === 'unblock') return unblock(name, config);
    if (verb === 'recover') return recover(name, config);
    complain(
      `There is no "user ${verb}"; there are "user add", "user groups", "user unblock" and "user recover".`,
    );
    return WRONG_USAGE;
  },
};

async function addUser(name: string, args: Arguments, config: Config): Promise<number> {
  const made = await ask({ command: 'user add', arguments: await account(name, args) }, config);
  if (!made.ok) return complainOf(made.failures);
  print(`${String(made.value)} has an account.`);
  return DONE;
}

async function changeGroups(name: string, args: Arguments, config: Config): Promise<number> {
  const named = (option: string): string[] =>
    (args.option(option) ?? '').split(',').filter((group) => group !== '');
  const answer = await ask(
    { command: 'user groups', arguments: { name, add: named('add'), remove: named('remove') } },
    config,
  );
  if (!answer.ok) return complainOf(answer.failures);
  const changed = answer.value as { readonly name: string; readonly groups: readonly string[] };
  print(`${changed.name}: ${changed.groups.join(', ') || 'in no group'}`);
  return DONE;
}

async function unblock(name: string, config: Config): Promise<number> {
  const lifted = await ask({ command: 'user unblock', arguments: { name } }, config);
  if (!lifted.ok) return complainOf(lifted.failures);
  print(`${String(lifted.value)} is not blocked any more.`);
  return DONE;
}

async function recover(name: string, config: Config): Promise<number> {
  const link = await ask({ command: 'user recover', arguments: { name } }, config);
  if (!link.ok) return complainOf(link.failures);
  print(String(link.value));
  complain('Whoever opens this link within a day chooses a new password. It works once.');
  return DONE;
}

async function ask(request: ControlRequest, config: Config): Promise<Result<unknown>> {
  return (await askControlSocket(config.dataFolder, request)) ?? (await alone(request, config));
}

async function account(name: string, args: Arguments): Promise<ControlRequest['arguments']> {
  const groups = [
    ...(args.flag('admin') ? administratorGroups : []),
    ...(args.flag('bot') ? ['bot'] : []),
  ];
  return { name, groups, password: args.option('password') ?? (await typedPassword()) };
}

async function typedPassword(): Promise<string> {
  if (process.stdin.isTTY) complain('the password, then end of input (Ctrl-D):');
  return (await text(process.stdin)).trimEnd();
}

/** Nobody serves the folder: then we may write to it ourselves. */
async function alone(request: ControlRequest, config: Config): Promise<Result<unknown>> {
  const opened = await openOwnWiki(config);
  if (!opened.ok) return opened;
  const { wiki, close } = opened.value;
  try {
    return await answerControl(request, wiki, baseUrlOf(config, config.port));
  } finally {
    await close();
  }
}
