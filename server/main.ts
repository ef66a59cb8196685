/**
 * The composition root of a server: puts the house together and opens its doors.
 */
import { randomBytes } from 'node:crypto';
import type { Logger } from './log.ts';
import { createAccount } from './accounts/accounts.ts';
import { administratorGroups } from './accounts/groups.ts';
import { Nonces } from './accounts/nonces.ts';
import { baseUrlOf, conceptBaseOf, type Config } from './config.ts';
import { failed, failure, ok, type Result } from '../schema/failures.ts';
import { createApp } from './http/app.ts';
import { CLIENT_DIST } from './http/client-build.ts';
import { openClientFiles } from './http/client-files.ts';
import { listen, type Listener } from './http/listen.ts';
import type { VisitorSettings } from './http/services.ts';
import { beginEmpty, loadSeeds } from './import/seeds.ts';
import { answerControl } from './processes/control.ts';
import { Compaction } from './processes/compaction.ts';
import { openControlSocket } from './processes/control-socket.ts';
import {
  claimDataFolder,
  isMarkedAsSeeding,
  keptConceptBase,
  keptServerKey,
  whileMarkedAsSeeding,
} from './processes/data-folder.ts';
import { openQueryPool } from './processes/query-pool.ts';
import { EntityTextReader } from './read/entity-texts.ts';
import { LabelReader } from './read/labels.ts';
import { Outbox } from './stream/outbox.ts';
import { PropertySuggester } from './read/property-suggestions.ts';
import { RedirectReader } from './read/redirects.ts';
import { StatementFinder } from './read/statement-finder.ts';
import { openWiki, wikiItself, type Wiki } from './wiki.ts';

export interface RunningServer {
  readonly url: string;
  /** Made because nobody could look after the wiki and nobody was named: to be shown this once. */
  readonly administrator?: { readonly name: string; readonly password: string };
  close(): Promise<void>;
}

/** Resolves when requests are served. The port is taken at once, so that a clash shows early. */
export async function startServer(config: Config, log: Logger): Promise<Result<RunningServer>> {
  const { dataFolder } = config;
  const claim = claimDataFolder(dataFolder);
  if (claim === undefined) return failed(failure('folder-in-use', { folder: dataFolder }));
  const closing: (() => Promise<void> | void)[] = [() => claim.release()];
  const closeAll = async (): Promise<void> => {
    for (const close of closing.toReversed()) await close();
  };
  try {
    const listener = await listen(config);
    closing.push(() => listener.close());
    const conceptBase = await keptConceptBase(dataFolder, {
      explicit: config.conceptBase,
      fallback: conceptBaseOf(config, listener.port),
    });
    if (!conceptBase.ok) {
      await closeAll();
      return conceptBase;
    }
    const rdf = { conceptBase: conceptBase.value };
    const url = baseUrlOf(config, listener.port);
    const wiki = await openWiki({
      folder: dataFolder,
      rdf,
      rateLimit: config.rateLimit,
      egress: { allowedHosts: config.allowedHosts, userAgent: `Sabir (${url})` },
      onIndexing: (progress) => log.info(progress, 'the index is made anew'),
      onPageFault: (api, fault) => log.warn({ api, fault }, 'another wiki gave no answer'),
    });
    closing.push(() => wiki.storage.close());
    const administrator = await furnish(wiki, rdf.conceptBase, config, log);
    const serverKey = await keptServerKey(dataFolder);
    const query = openQueryPool({
      folder: dataFolder,
      rdf,
      workers: config.queryProcesses,
      timeoutMs: config.queryTimeoutMs,
      onFault: (details) => log.error({ details }, 'a query failed'),
    });
    closing.push(() => query.close());
    const compaction = new Compaction({
      folder: dataFolder,
      storage: wiki.storage,
      queryTimeoutMs: config.queryTimeoutMs,
      onFault: (details) => log.error({ details }, 'the index could not be compacted'),
    });
    closing.push(() => compaction.close());
    const outbox = new Outbox(wiki.storage);
    closing.push(() => outbox.close());
    listener.serve(
      await appOf({
        wiki,
        serverKey,
        query,
        outbox,
        log,
        url,
        conceptBase: rdf.conceptBase,
        visitors: config.visitors,
      }),
    );
    const control = await openControlSocket(dataFolder, (request) =>
      answerControl(request, wiki, url),
    );
    closing.push(() => control.close());
    return ok({
      url: addressOf(config, listener),
      close: closeAll,
      ...(administrator === undefined ? {} : { administrator }),
    });
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function appOf(parts: {
  wiki: Wiki;
  serverKey: Buffer;
  query: ReturnType<typeof openQueryPool>;
  outbox: Outbox;
  log: Logger;
  url: string;
  conceptBase: string;
  visitors: VisitorSettings;
}) {
  const { wiki, serverKey, query, outbox, log, url, conceptBase, visitors } = parts;
  return createApp({
    edit: wiki.edit,
    entityTexts: new EntityTextReader(wiki.storage.records, wiki.properties),
    labels: new LabelReader(wiki.storage.records),
    properties: wiki.properties,
    redirects: new RedirectReader(wiki.storage.quads, conceptBase),
    statements: new StatementFinder(wiki.storage.quads, conceptBase, wiki.properties),
    suggester: new PropertySuggester(wiki.storage.quads, conceptBase),
    site: wiki.site,
    accounts: wiki.storage.accounts,
    credentials: wiki.storage.credentials,
    serverKey,
    nonces: new Nonces(),
    moderation: wiki.storage.moderation,
    visitors,
    query,
    outbox,
    client: await openClientFiles(CLIENT_DIST),
    urls: { base: url, conceptBase },
    log,
  });
}

/** What a first start brings: the seeds and an administrator. */
async function furnish(
  wiki: Wiki,
  conceptBase: string,
  config: Config,
  log: Logger,
): Promise<RunningServer['administrator']> {
  const { storage } = wiki;
  const { dataFolder } = config;
  const { sequence } = await storage.records.head();
  if (config.seed && (sequence === 0 || isMarkedAsSeeding(dataFolder))) {
    await whileMarkedAsSeeding(dataFolder, async () => {
      const actor = await wikiItself(storage);
      const { entities, ms } = await loadSeeds({ ...wiki.edit, conceptBase, actor });
      log.info({ entities, ms: Math.round(ms) }, 'seeds loaded');
    });
  } else if (sequence === 0) {
    await beginEmpty({ ...wiki.edit, conceptBase, actor: await wikiItself(storage) });
  }
  const admin = config.admin ?? (await missingAdministrator(wiki));
  if (admin === undefined || (await storage.records.userByName(admin.name)) !== undefined) {
    return undefined;
  }
  const made = await createAccount({ ...admin, groups: administratorGroups }, storage);
  if (!made.ok) log.error({ failures: made.failures }, 'the administrator was not made');
  return made.ok && config.admin === undefined ? admin : undefined;
}

/** Where nobody who may look after the wiki can log in. */
async function missingAdministrator({ storage }: Wiki): Promise<Config['admin']> {
  const known = await storage.records.users({ groups: ['sysop'], limit: 100 });
  return known.some(({ passwordHash }) => passwordHash !== undefined)
    ? undefined
    : { name: 'Admin', password: randomBytes(12).toString('base64url') };
}

function addressOf(config: Config, { port }: Listener): string {
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return `http://${host}:${port}`;
}
