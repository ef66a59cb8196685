/**
 * Consumers: programs that were registered for OAuth. For its owner alone by OAuth 1.0a or 2, or for
 * everybody who lets it act for them.
 */
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Result } from '../../schema/failures.ts';
import type {
  Consumer,
  ConsumerKind,
  CredentialReads,
  CredentialWrites,
} from '../storage/records/credentials.ts';
import { randomBytes } from 'node:crypto';
import { readGrants } from './grants.ts';
import { derivedSecret, hashOf, newSecret } from './secrets.ts';
import type { ServerKey } from './secrets.ts';

const MOST_CONSUMERS = 100;
const LONGEST_NAME = 100;
/** A token that its owner made is kept in a file and not renewed every day. */
const OWNER_TOKEN_DAYS = 365;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface NewConsumer {
  readonly userId: number;
  readonly name: string;
  readonly kind: ConsumerKind;
  readonly grants: readonly string[];
  /** Of a `shared` one: where people are sent back to. */
  readonly redirectUri: string;
  /** Of a `shared` one: whether it can keep a secret, as programs on people's devices cannot. */
  readonly confidential: boolean;
}

export interface ConsumerStore {
  readonly records: Pick<CredentialReads, 'consumers'>;
  readonly credentials: Pick<CredentialWrites, 'createConsumer' | 'saveOauthToken'>;
  readonly serverKey: ServerKey;
}

/** What its owner copies: the parts of a consumer by name, shown now and never again. */
export interface ConsumerSecrets {
  readonly consumerKey: string;
  readonly consumerSecret?: string;
  readonly accessToken?: string;
  readonly accessSecret?: string;
}

export async function registerConsumer(
  wanted: NewConsumer,
  store: ConsumerStore,
): Promise<Result<ConsumerSecrets>> {
  const checked = checkConsumer(wanted);
  if (!checked.ok) return checked;
  if ((await store.records.consumers(wanted.userId)).length >= MOST_CONSUMERS) {
    return failed(failure('too-many', { field: 'consumers', limit: MOST_CONSUMERS }));
  }
  const consumerId = randomBytes(16).toString('hex');
  const keepsSecret = wanted.kind === 'owner' || (wanted.kind === 'shared' && wanted.confidential);
  const secret = keepsSecret ? newSecret('consumer') : undefined;
  await store.credentials.createConsumer({
    ...checked.value,
    consumerId,
    secretHash: secret && hashOf(secret),
  });
  switch (wanted.kind) {
    case 'oauth1': {
      const { consumerSecret, accessToken, accessSecret } = oauth1Secrets(
        consumerId,
        store.serverKey,
      );
      return ok({ consumerKey: consumerId, consumerSecret, accessToken, accessSecret });
    }
    case 'owner': {
      const accessToken = newSecret('access');
      await store.credentials.saveOauthToken({
        tokenHash: hashOf(accessToken),
        kind: 'access',
        consumerId,
        userId: wanted.userId,
        grants: checked.value.grants,
        expiresMs: Date.now() + OWNER_TOKEN_DAYS * DAY_MS,
      });
      return ok({
        consumerKey: consumerId,
        ...(secret && { consumerSecret: secret }),
        accessToken,
      });
    }
    case 'shared':
      return ok({ consumerKey: consumerId, ...(secret && { consumerSecret: secret }) });
  }
}

/** OAuth 1.0a signs with the secrets themselves: they follow from the server's key. */
export function oauth1Secrets(consumerId: string, key: ServerKey) {
  return {
    consumerSecret: `sabir_oauth1_${derivedSecret(key, `oauth1 consumer ${consumerId}`)}`,
    accessToken: derivedSecret(key, `oauth1 token ${consumerId}`).slice(0, 32),
    accessSecret: `sabir_oauth1_${derivedSecret(key, `oauth1 secret ${consumerId}`)}`,
  };
}

function checkConsumer({
  userId,
  name: text,
  kind,
  grants: names,
  redirectUri,
}: NewConsumer): Result<Omit<Consumer, 'consumerId' | 'secretHash' | 'created'>> {
  const name = text.toWellFormed().normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
  const hasName = name !== '' && Array.from(name).length <= LONGEST_NAME && !/\p{C}/u.test(name);
  if (!hasName) return failed(failure('bad-label', { value: name.slice(0, LONGEST_NAME) }));
  const grants = readGrants(names);
  if (!grants.ok) return grants;
  if (kind === 'shared' && !isRedirectUri(redirectUri)) {
    return failed(failure('bad-redirect-uri', { value: redirectUri.slice(0, 300) }));
  }
  const target = kind === 'shared' ? redirectUri : undefined;
  return ok({ userId, name, kind, grants: grants.value, redirectUri: target });
}

/** Codes go over TLS, or stay on the machine (RFC 8252, 7.3 and 8.3). */
function isRedirectUri(text: string): boolean {
  if (text.length > 2000 || !URL.canParse(text) || !/^[\x21-\x7e]+$/.test(text)) return false;
  const { protocol, hostname, hash, username, password } = new URL(text);
  const stays = protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  return (protocol === 'https:' || stays) && hash === '' && username === '' && password === '';
}
