/** What every record store must keep of passwords for programs, consumers, tokens and recovery. */
import { describe, expect, test } from 'vitest';
import type { Consumer, OauthToken } from './credentials.ts';
import { openForEachTest } from './store-under-test.contract.ts';
import type { StoreUnderTest } from './store-under-test.contract.ts';

const LATER = Date.now() + 3_600_000;
const PASSWORD = { userId: 1, label: 'bot', passwordHash: '$argon2id$x', grants: ['basic'] };
const CONSUMER: Omit<Consumer, 'created'> = {
  consumerId: 'c1',
  userId: 1,
  name: 'Tool',
  kind: 'shared',
  grants: ['basic', 'editpage'],
  redirectUri: 'https://tool.example/',
  secretHash: undefined,
};
const TOKEN: OauthToken = {
  tokenHash: 't1',
  kind: 'access',
  consumerId: 'c1',
  userId: 2,
  grants: ['basic'],
  expiresMs: LATER,
};

export function itKeepsCredentials(open: () => Promise<StoreUnderTest>): void {
  const { store } = openForEachTest(open);

  async function session(tokenHash: string, userId: number, botLabel?: string): Promise<void> {
    const fields = { tokenHash, userId, csrfSecret: 's', expiresMs: LATER };
    await store.accounts.createSession({ ...fields, botLabel });
  }

  async function isOpen(tokenHash: string): Promise<boolean> {
    return (await store.records.session(tokenHash)) !== undefined;
  }

  describe('credentials', () => {
    test('a bot password comes back as it was made, once for each label', async () => {
      expect(await store.credentials.createBotPassword(PASSWORD)).toBe(true);
      expect(await store.credentials.createBotPassword({ ...PASSWORD, grants: [] })).toBe(false);
      expect(await store.records.botPassword(1, 'bot')).toMatchObject(PASSWORD);
      expect(await store.records.botPasswords(1)).toHaveLength(1);
      expect(await store.records.botPassword(2, 'bot')).toBeUndefined();
    });

    test('a bot password that is deleted takes its sessions along, and no other', async () => {
      await store.credentials.createBotPassword(PASSWORD);
      await session('own', 1);
      await session('bot', 1, 'bot');
      expect(await store.credentials.deleteBotPassword(1, 'bot')).toBe(true);
      expect(await store.credentials.deleteBotPassword(1, 'bot')).toBe(false);
      expect([await isOpen('own'), await isOpen('bot')]).toEqual([true, false]);
    });

    test('a new password ends all sessions of the account', async () => {
      await session('own', 1);
      await session('of another', 2);
      await store.accounts.setPassword(1, '$argon2id$y');
      expect([await isOpen('own'), await isOpen('of another')]).toEqual([false, true]);
    });

    test('a new password ends what programs hold only where that is asked for', async () => {
      await store.credentials.createBotPassword({ ...PASSWORD, userId: 1 });
      await store.credentials.createConsumer(CONSUMER);
      await store.credentials.saveOauthToken(TOKEN);
      await store.credentials.saveOauthToken({
        ...TOKEN,
        tokenHash: 't9',
        consumerId: 'c9',
        userId: 1,
      });
      await store.credentials.createBotPassword({ ...PASSWORD, userId: 2 });
      const held = async () => [
        (await store.records.botPasswords(1)).length,
        (await store.records.consumers(1)).length,
        (await store.records.oauthToken('t1')) !== undefined,
        (await store.records.oauthToken('t9')) !== undefined,
      ];
      await store.accounts.setPassword(1, '$argon2id$y');
      expect(await held()).toEqual([1, 1, true, true]);
      await store.accounts.setPassword(1, '$argon2id$z', 'all-access');
      expect(await held()).toEqual([0, 0, false, false]);
      expect(await store.records.botPasswords(2)).toHaveLength(1);
    });

    test('a consumer comes back as it was made; only its owner deletes it, with its tokens', async () => {
      await store.credentials.createConsumer(CONSUMER);
      await store.credentials.saveOauthToken(TOKEN);
      expect(await store.records.consumer('c1')).toMatchObject(CONSUMER);
      expect(await store.records.consumers(1)).toHaveLength(1);
      expect(await store.records.consumersActingFor(2)).toMatchObject([{ consumerId: 'c1' }]);
      expect(await store.credentials.deleteConsumer(2, 'c1')).toBe(false);
      expect(await store.credentials.deleteConsumer(1, 'c1')).toBe(true);
      expect(await store.records.consumer('c1')).toBeUndefined();
      expect(await store.records.oauthToken('t1')).toBeUndefined();
    });

    test('a code is taken once; the second time ends all that came of it', async () => {
      const code: OauthToken = {
        ...TOKEN,
        kind: 'code',
        redirectUri: 'https://tool.example/',
        codeChallenge: 'x',
      };
      await store.credentials.saveOauthToken(code);
      expect(await store.records.oauthToken('t1')).toEqual(code);
      expect(await store.credentials.takeOauthToken('t1', LATER)).toBe(true);
      const child: OauthToken = { ...TOKEN, tokenHash: 't2', family: 't1' };
      expect(await store.credentials.saveOauthToken(child)).toBe(true);
      await store.credentials.saveOauthToken({ ...TOKEN, tokenHash: 't3' });
      expect(await store.records.oauthToken('t2')).toEqual(child);
      expect(await store.credentials.takeOauthToken('t1', LATER)).toBe(false);
      expect(await store.records.oauthToken('t2')).toBeUndefined();
      expect(await store.records.oauthToken('t3')).toBeDefined();
      expect(await store.credentials.saveOauthToken(child)).toBe(false);
      expect(await store.credentials.takeOauthToken('unknown', LATER)).toBe(false);
    });

    test('a used token makes nobody a consumer that acts for somebody', async () => {
      await store.credentials.createConsumer(CONSUMER);
      await store.credentials.saveOauthToken({ ...TOKEN, kind: 'refresh' });
      expect(await store.records.consumersActingFor(2)).toHaveLength(1);
      await store.credentials.takeOauthToken('t1', LATER);
      expect(await store.records.consumersActingFor(2)).toEqual([]);
    });

    test('what somebody allowed a consumer is taken back for them alone', async () => {
      await store.credentials.saveOauthToken(TOKEN);
      await store.credentials.saveOauthToken({ ...TOKEN, tokenHash: 't2', userId: 3 });
      await store.credentials.deleteTokensFor(2, 'c1');
      expect(await store.records.oauthToken('t1')).toBeUndefined();
      expect(await store.records.oauthToken('t2')).toBeDefined();
    });

    test('a recovery link is good once, and ends what the old password may have opened', async () => {
      const user = { name: 'Ada', passwordHash: '$old', groups: [] };
      const { userId } = (await store.accounts.createUser(user)) ?? { userId: 0 };
      await session('own', userId);
      await store.credentials.createBotPassword({ ...PASSWORD, userId });
      await store.credentials.createConsumer({ ...CONSUMER, userId });
      await store.credentials.saveOauthToken(TOKEN);
      await store.credentials.createRecoveryLink({ tokenHash: 'l', userId, expiresMs: LATER });
      expect(await store.records.hasRecoveryLink('l')).toBe(true);
      expect(await store.credentials.recoverAccount('l', '$new')).toBe(userId);
      expect(await store.credentials.recoverAccount('l', '$again')).toBeUndefined();
      expect(await store.records.userById(userId)).toMatchObject({ passwordHash: '$new' });
      expect(await isOpen('own')).toBe(false);
      expect(await store.records.botPasswords(userId)).toEqual([]);
      expect(await store.records.consumers(userId)).toEqual([]);
      expect(await store.records.oauthToken('t1')).toBeUndefined();
    });

    test('a recovery link ends, and another one takes its place', async () => {
      const link = { userId: 1, expiresMs: LATER };
      await store.credentials.createRecoveryLink({ ...link, tokenHash: 'first' });
      await store.credentials.createRecoveryLink({ ...link, tokenHash: 'second' });
      expect(await store.records.hasRecoveryLink('first')).toBe(false);
      await store.credentials.createRecoveryLink({ userId: 2, tokenHash: 'old', expiresMs: 1 });
      expect(await store.records.hasRecoveryLink('old')).toBe(false);
      expect(await store.credentials.recoverAccount('old', '$x')).toBeUndefined();
    });
  });
}
