/**
 * The wiki that the recorded calls expect: empty, with their accounts, their five sites and their
 * namespaces.
 */
import { createAccount } from '../../../server/accounts/accounts.ts';
import { createBotPassword } from '../../../server/accounts/bot-passwords.ts';
import { optionalGrants } from '../../../server/accounts/grants.ts';
import type { ExplicitGroup } from '../../../server/accounts/groups.ts';
import { saveEdit } from '../../../server/edit/save-edit.ts';
import { openWiki, wikiItself } from '../../../server/wiki.ts';
import type { Wiki } from '../../../server/wiki.ts';
import { defaultSiteSettings } from '../../../schema/model/documents/site-settings.ts';
import type { SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import { openPeerWiki } from '../../peer-wiki.ts';
import type { PeerWiki } from '../../peer-wiki.ts';
import { openTestServer } from '../../test-server.ts';
import type { TestServer } from '../../test-server.ts';

interface Account {
  readonly name: string;
  readonly password: string;
  readonly groups?: readonly ExplicitGroup[];
}

const ACCOUNTS: readonly Account[] = [
  { name: 'Bot1', password: 'BotPass12345!', groups: ['bot'] },
  { name: 'Bot2', password: 'BotPass12345!', groups: ['bot'] },
  { name: 'Plain1', password: 'PlainPass12345!' },
  { name: 'Blocked1', password: 'PlainPass12345!' },
];
const BOT_PASSWORD = {
  owner: 'Bot1',
  label: 'test',
  password: 'botpasswordbotpasswordbotpassword',
};
const ADMINISTRATOR: Account = { name: 'Admin', password: 'AdminPass12345!', groups: ['sysop'] };

const SETTINGS: SiteSettings = {
  ...defaultSiteSettings,
  name: new Map([['mul', 'WBPeer']]),
  sites: ['en', 'de', 'fr', 'es', 'commons'].map((name) => ({
    id: `${name}wiki`,
    group: name === 'commons' ? 'commons' : 'wikipedia',
    language: name === 'commons' ? 'en' : name,
    pageUrl: `http://127.0.0.1:18090/${name}wiki/wiki/$1`,
  })),
  namespaces: new Map([
    ['talk', { number: 1, name: 'Talk' }],
    ['user-page', { number: 2, name: 'User' }],
    ['site-settings', { number: 4, name: 'WBPeer' }],
    ['interface-message', { number: 8, name: 'MediaWiki' }],
    ['item', { number: 120, name: 'Item' }],
    ['property', { number: 122, name: 'Property' }],
  ]),
  autoconfirm: { days: 0, edits: 0 },
  // the job of theirs that marks what was reverted had not run when it was asked
  tags: { onlyDefined: true, switchedOff: ['mw-reverted'] },
};

/** The other wikis of the recordings had every page but those called missing, and no files. */
function isOnPeer(title: string): boolean {
  return !/^(?:Missing|File:)/.test(title);
}

export async function openRecordedWiki(): Promise<TestServer> {
  const peer = await openPeerWiki({ exists: isOnPeer });
  const server = await openTestServer(
    {
      SABIR_ALLOWED_HOSTS: peer.host,
      SABIR_ADMIN_USER: ADMINISTRATOR.name,
      SABIR_ADMIN_PASSWORD: ADMINISTRATOR.password,
      SABIR_ANONYMOUS: 'address',
      SABIR_RATE_LIMIT: 'off',
    },
    (folder) => prepare(folder, settingsWith(peer)),
  );
  return {
    url: server.url,
    async close() {
      await server.close();
      await peer.close();
    },
  };
}

function settingsWith({ api }: PeerWiki): SiteSettings {
  return {
    ...SETTINGS,
    sites: SETTINGS.sites.map((site) => ({ ...site, api })),
    mediaApi: api,
  };
}

async function prepare(folder: string, settings: SiteSettings): Promise<void> {
  const wiki = await openWiki({ folder, rdf: { conceptBase: 'http://localhost/entity/' } });
  try {
    await furnish(wiki, settings);
  } finally {
    await wiki.storage.close();
  }
}

async function makeAccount(account: Account, storage: Wiki['storage']): Promise<void> {
  const made = await createAccount(account, storage);
  if (!made.ok) throw new Error(JSON.stringify(made.failures));
}

async function makeBotPassword(storage: Wiki['storage']): Promise<void> {
  const owner = await storage.records.userByName(BOT_PASSWORD.owner);
  const userId = owner?.userId ?? 0;
  const made = await createBotPassword(
    { ...BOT_PASSWORD, userId, grants: optionalGrants },
    storage,
  );
  if (!made.ok) throw new Error(JSON.stringify(made.failures));
}

async function furnish({ storage, edit }: Wiki, settings: SiteSettings): Promise<void> {
  // in this order: Bot1 is number 3 in the recordings
  await makeAccount(ADMINISTRATOR, storage);
  const actor = await wikiItself(storage);
  for (const account of ACCOUNTS) await makeAccount(account, storage);
  await makeBotPassword(storage);
  const saved = await saveEdit(
    { actor, target: { kind: 'new-with-id', document: settings }, ops: [] },
    edit,
  );
  if (saved.outcome !== 'saved') throw new Error(JSON.stringify(saved));
}
