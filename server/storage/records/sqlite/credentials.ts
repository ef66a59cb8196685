/** Bot passwords, consumers of OAuth, tokens and recovery links, all by the hashes of their secrets. */
import type { Database, Statement } from '../../sqlite/database.ts';
import type {
  BotPassword,
  Consumer,
  ConsumerKind,
  CredentialWrites,
  OauthToken,
} from '../credentials.ts';
import { programAccessEnder } from './program-access.ts';
import { timestampOf } from './rows.ts';
import type { Synchronous } from './synchronous.ts';

interface BotPasswordRow {
  readonly user_id: number;
  readonly label: string;
  readonly password_hash: string;
  readonly grants: string;
  readonly created: number;
}

interface ConsumerRow {
  readonly consumer_id: string;
  readonly user_id: number;
  readonly name: string;
  readonly kind: ConsumerKind;
  readonly grants: string;
  readonly redirect_uri: string | null;
  readonly secret_hash: string | null;
  readonly created: number;
}

interface TokenRow {
  readonly token_hash: string;
  readonly kind: OauthToken['kind'];
  readonly consumer_id: string;
  readonly user_id: number;
  readonly grants: string;
  readonly expires_ms: number;
  readonly redirect_uri: string | null;
  readonly code_challenge: string | null;
  readonly family: string;
}

export class CredentialReader {
  readonly #botPassword: Statement;
  readonly #botPasswords: Statement;
  readonly #consumer: Statement;
  readonly #consumers: Statement;
  readonly #actingFor: Statement;
  readonly #token: Statement;
  readonly #link: Statement;

  constructor(db: Database) {
    this.#botPassword = db.prepare('SELECT * FROM bot_password WHERE user_id = ? AND label = ?');
    this.#botPasswords = db.prepare('SELECT * FROM bot_password WHERE user_id = ? ORDER BY label');
    this.#consumer = db.prepare('SELECT * FROM consumer WHERE consumer_id = ?');
    this.#consumers = db.prepare(
      'SELECT * FROM consumer WHERE user_id = ? ORDER BY created, consumer_id',
    );
    this.#actingFor = db.prepare(
      `SELECT * FROM consumer WHERE kind = 'shared' AND consumer_id IN (
         SELECT consumer_id FROM oauth_token
         WHERE user_id = ? AND kind <> 'code' AND used = 0 AND expires_ms > ?)
       ORDER BY name, consumer_id`,
    );
    this.#token = db.prepare('SELECT * FROM oauth_token WHERE token_hash = ?');
    this.#link = db
      .prepare('SELECT 1 FROM recovery_link WHERE token_hash = ? AND expires_ms > ?')
      .pluck();
  }

  botPassword(userId: number, label: string): BotPassword | undefined {
    const row = this.#botPassword.get(userId, label) as BotPasswordRow | undefined;
    return row && botPasswordOf(row);
  }

  botPasswords(userId: number): BotPassword[] {
    return (this.#botPasswords.all(userId) as BotPasswordRow[]).map(botPasswordOf);
  }

  consumer(consumerId: string): Consumer | undefined {
    const row = this.#consumer.get(consumerId) as ConsumerRow | undefined;
    return row && consumerOf(row);
  }

  consumers(userId: number): Consumer[] {
    return (this.#consumers.all(userId) as ConsumerRow[]).map(consumerOf);
  }

  consumersActingFor(userId: number, nowMs: number): Consumer[] {
    return (this.#actingFor.all(userId, nowMs) as ConsumerRow[]).map(consumerOf);
  }

  token(tokenHash: string): OauthToken | undefined {
    const row = this.#token.get(tokenHash) as TokenRow | undefined;
    return row && tokenOf(row);
  }

  hasLink(tokenHash: string, nowMs: number): boolean {
    return this.#link.get(tokenHash, nowMs) !== undefined;
  }
}

export function credentialJobs(db: Database, nowMs: () => number): Synchronous<CredentialWrites> {
  const nowSeconds = () => Math.floor(nowMs() / 1000);
  const addBotPassword = db.prepare(
    'INSERT INTO bot_password VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const removeBotPassword = db.prepare('DELETE FROM bot_password WHERE user_id = ? AND label = ?');
  const endBotSessions = db.prepare('DELETE FROM session WHERE user_id = ? AND bot_label = ?');
  const addConsumer = db.prepare('INSERT INTO consumer VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const removeConsumer = db.prepare('DELETE FROM consumer WHERE user_id = ? AND consumer_id = ?');
  const removeItsTokens = db.prepare('DELETE FROM oauth_token WHERE consumer_id = ?');
  const addToken = db.prepare(
    `INSERT INTO oauth_token
     SELECT @tokenHash, @kind, @consumerId, @userId, @grants, @expiresMs, @redirectUri, @codeChallenge,
       @family, 0
     WHERE @family = @tokenHash OR EXISTS (SELECT 1 FROM oauth_token WHERE family = @family)`,
  );
  const forgetTokens = db.prepare('DELETE FROM oauth_token WHERE expires_ms < ?');
  const useToken = db.prepare(
    `UPDATE oauth_token SET used = 1, expires_ms = max(expires_ms, @until)
     WHERE token_hash = @tokenHash AND used = 0`,
  );
  const removeFamily = db.prepare(
    'DELETE FROM oauth_token WHERE family = (SELECT family FROM oauth_token WHERE token_hash = ?)',
  );
  const removeTokensFor = db.prepare(
    'DELETE FROM oauth_token WHERE user_id = ? AND consumer_id = ?',
  );
  const removeLinks = db.prepare('DELETE FROM recovery_link WHERE user_id = ? OR expires_ms < ?');
  const addLink = db.prepare('INSERT INTO recovery_link VALUES (?, ?, ?)');
  const takeLink = db
    .prepare('DELETE FROM recovery_link WHERE token_hash = ? AND expires_ms > ? RETURNING user_id')
    .pluck();
  const setPassword = db.prepare('UPDATE user SET password_hash = ? WHERE user_id = ?');
  const endSessions = db.prepare('DELETE FROM session WHERE user_id = ?');
  const endProgramAccess = programAccessEnder(db);
  return {
    createBotPassword: ({ userId, label, passwordHash, grants }) =>
      addBotPassword.run(userId, label, passwordHash, JSON.stringify(grants), nowSeconds())
        .changes > 0,
    deleteBotPassword: (userId, label) => {
      endBotSessions.run(userId, label);
      return removeBotPassword.run(userId, label).changes > 0;
    },
    createConsumer: ({ consumerId, userId, name, kind, grants, redirectUri, secretHash }) => {
      addConsumer.run(
        consumerId,
        userId,
        name,
        kind,
        JSON.stringify(grants),
        redirectUri ?? null,
        secretHash ?? null,
        nowSeconds(),
      );
    },
    deleteConsumer: (userId, consumerId) => {
      if (removeConsumer.run(userId, consumerId).changes === 0) return false;
      removeItsTokens.run(consumerId);
      return true;
    },
    saveOauthToken: (token) => {
      forgetTokens.run(nowMs());
      const {
        tokenHash,
        grants,
        redirectUri = null,
        codeChallenge = null,
        family = tokenHash,
      } = token;
      const fields = { grants: JSON.stringify(grants), redirectUri, codeChallenge, family };
      return addToken.run({ ...token, ...fields }).changes > 0;
    },
    takeOauthToken: (tokenHash, until) => {
      if (useToken.run({ tokenHash, until }).changes > 0) return true;
      removeFamily.run(tokenHash);
      return false;
    },
    deleteTokensFor: (userId, consumerId) => {
      removeTokensFor.run(userId, consumerId);
    },
    createRecoveryLink: ({ tokenHash, userId, expiresMs }) => {
      removeLinks.run(userId, nowMs());
      addLink.run(tokenHash, userId, expiresMs);
    },
    recoverAccount: (tokenHash, passwordHash) => {
      const userId = takeLink.get(tokenHash, nowMs()) as number | undefined;
      if (userId === undefined) return undefined;
      setPassword.run(passwordHash, userId);
      endSessions.run(userId);
      endProgramAccess(userId);
      return userId;
    },
  };
}

function botPasswordOf(row: BotPasswordRow): BotPassword {
  return {
    userId: row.user_id,
    label: row.label,
    passwordHash: row.password_hash,
    grants: JSON.parse(row.grants) as string[],
    created: timestampOf(row.created),
  };
}

function consumerOf(row: ConsumerRow): Consumer {
  return {
    consumerId: row.consumer_id,
    userId: row.user_id,
    name: row.name,
    kind: row.kind,
    grants: JSON.parse(row.grants) as string[],
    redirectUri: row.redirect_uri ?? undefined,
    secretHash: row.secret_hash ?? undefined,
    created: timestampOf(row.created),
  };
}

function tokenOf(row: TokenRow): OauthToken {
  return {
    tokenHash: row.token_hash,
    kind: row.kind,
    consumerId: row.consumer_id,
    userId: row.user_id,
    grants: JSON.parse(row.grants) as string[],
    expiresMs: row.expires_ms,
    ...(row.redirect_uri === null ? {} : { redirectUri: row.redirect_uri }),
    ...(row.code_challenge === null ? {} : { codeChallenge: row.code_challenge }),
    ...(row.family === row.token_hash ? {} : { family: row.family }),
  };
}
