/** `sabir serve`: the wiki, until it is told to stop. */
import { once } from 'node:events';
import { buildClient, clientIsStale } from '../http/client-build.ts';
import { openLog } from '../log.ts';
import { startServer } from '../main.ts';
import { complain, DONE, print, type Command } from './command.ts';
import { complainOf } from './say.ts';

export const serve: Command = {
  usage: 'serve [--build]',
  summary: 'serves the wiki',
  flags: ['build'],
  takes: { least: 0, most: 0 },
  async run(args, config) {
    if (args.flag('build') && (await clientIsStale())) await buildClient();
    const server = await startServer(config, openLog(config.logLevel));
    if (!server.ok) return complainOf(server.failures);
    const { administrator } = server.value;
    if (administrator !== undefined) {
      const { name, password } = administrator;
      complain(`made the administrator ${name} with the password ${password} (shown this once)`);
    }
    print(`sabir ready on ${server.value.url}`);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    await server.value.close();
    return DONE;
  },
};
