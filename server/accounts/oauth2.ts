/**
 * OAuth 2 (RFC 6749) with PKCE (RFC 7636): codes that people allow programs to fetch tokens with, and
 * the tokens themselves, which are opaque and known by their hash.
 */
import OAuth2Server from '@node-oauth/oauth2-server';
import { failed, failure, ok } from '../../schema/failures.ts';
import type { Result } from '../../schema/failures.ts';
import type {
  Consumer,
  CredentialReads,
  CredentialWrites,
  OauthToken,
} from '../storage/records/credentials.ts';
import type { RecordStore, User } from '../storage/records/record-store.ts';
import { grants as allGrants } from './grants.ts';
import { hashOf, isSameSecret, newSecret } from './secrets.ts';

const CODE_SECONDS = 60;
const ACCESS_SECONDS = 4 * 60 * 60;
const REFRESH_SECONDS = 365 * 24 * 60 * 60;

export interface Oauth2Store {
  readonly records: Pick<RecordStore, 'userById' | 'consumer' | 'oauthToken'>;
  readonly credentials: Pick<CredentialWrites, 'saveOauthToken' | 'takeOauthToken'>;
}

/** What a program asks somebody for, checked. */
export interface AuthorizationRequest {
  readonly consumer: Consumer;
  readonly redirectUri: string;
  readonly grants: readonly string[];
  readonly codeChallenge: string;
  readonly state: string | undefined;
}

/**
 * A failure where nobody can be sent back, because nobody knows to whom; a faulty request of a
 * program that is known gives the address that tells it so.
 */
export async function readAuthorizationRequest(
  query: ReadonlyMap<string, string>,
  records: Pick<CredentialReads, 'consumer'>,
): Promise<Result<AuthorizationRequest | { readonly refusedTo: string }>> {
  const consumer = await records.consumer(query.get('client_id') ?? '');
  const registered = consumer?.redirectUri;
  if (consumer === undefined || registered === undefined) {
    return failed(failure('unknown-consumer', {}));
  }
  const redirectUri = query.get('redirect_uri') ?? registered;
  if (redirectUri !== registered) {
    return failed(failure('bad-redirect-uri', { value: redirectUri.slice(0, 300) }));
  }
  const state = query.get('state');
  const refuse = (error: string) => ok({ refusedTo: answerTo({ redirectUri, state }, { error }) });
  if (query.get('response_type') !== 'code') return refuse('unsupported_response_type');
  const codeChallenge = query.get('code_challenge') ?? '';
  const isGoodChallenge = /^[\w-]{43}$/.test(codeChallenge);
  if (query.get('code_challenge_method') !== 'S256' || !isGoodChallenge) {
    return refuse('invalid_request');
  }
  const grants = requestedGrants(query.get('scope'), consumer);
  if (grants === undefined) return refuse('invalid_scope');
  return ok({ consumer, redirectUri, grants, codeChallenge, state });
}

/** The part that was asked for of what the consumer was registered with; all where none was named. */
function requestedGrants(scope: string | undefined, { grants }: Consumer): string[] | undefined {
  const names = (scope ?? '').split(' ').filter((name) => name !== '');
  if (names.some((name) => !grants.includes(name))) return undefined;
  return allGrants.filter(
    (grant) =>
      grants.includes(grant) && (names.length === 0 || grant === 'basic' || names.includes(grant)),
  );
}

/** Somebody allowed it: the address at which the program gets its code. */
export async function allow(
  request: AuthorizationRequest,
  { userId }: Pick<User, 'userId'>,
  credentials: Pick<CredentialWrites, 'saveOauthToken'>,
): Promise<string> {
  const { consumer, grants, redirectUri, codeChallenge } = request;
  const code = newSecret('code');
  await credentials.saveOauthToken({
    tokenHash: hashOf(code),
    kind: 'code',
    consumerId: consumer.consumerId,
    userId,
    grants,
    expiresMs: Date.now() + CODE_SECONDS * 1000,
    redirectUri,
    codeChallenge,
  });
  return answerTo(request, { code });
}

export function deny(request: AuthorizationRequest): string {
  return answerTo(request, { error: 'access_denied' });
}

function answerTo(
  { redirectUri, state }: Pick<AuthorizationRequest, 'redirectUri' | 'state'>,
  answer: Readonly<Record<string, string>>,
): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (state !== undefined) url.searchParams.set('state', state);
  return url.href;
}

export interface TokenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

/** The token endpoint: exchanges a code, a refresh token or a secret for tokens. */
export async function exchange(
  request: {
    readonly headers: Readonly<Record<string, string>>;
    readonly fields: ReadonlyMap<string, string>;
  },
  store: Oauth2Store,
): Promise<TokenAnswer> {
  const server = new OAuth2Server({
    model: modelOf(store),
    accessTokenLifetime: ACCESS_SECONDS,
    refreshTokenLifetime: REFRESH_SECONDS,
    // programs without a secret are told from others by the model
    requireClientAuthentication: { authorization_code: false, refresh_token: false },
  });
  const response = new OAuth2Server.Response({ headers: {} });
  try {
    await server.token(
      new OAuth2Server.Request({
        method: 'POST',
        query: {},
        headers: { ...request.headers },
        body: Object.fromEntries(request.fields),
      }),
      response,
    );
  } catch (error) {
    if (!(error instanceof OAuth2Server.OAuthError) || error.code >= 500) throw error;
    return {
      status: error.code,
      headers: { ...response.headers },
      body: { error: error.name, error_description: error.message },
    };
  }
  return { status: 200, headers: { ...response.headers }, body: response.body as object };
}

type Client = OAuth2Server.Client & { readonly consumer: Consumer };

function clientOf(consumer: Consumer): Client {
  return {
    id: consumer.consumerId,
    grants:
      consumer.kind === 'owner' ? ['client_credentials'] : ['authorization_code', 'refresh_token'],
    consumer,
  };
}

/** For one exchange. */
function modelOf({ records, credentials }: Oauth2Store) {
  /** Of the code or the refresh token that was shown. */
  let family: string | undefined;
  const find = async (secret: string, kind: OauthToken['kind']) => {
    const token = await records.oauthToken(hashOf(secret));
    if (token?.kind !== kind) return undefined;
    const consumer = await records.consumer(token.consumerId);
    const user = await records.userById(token.userId);
    family = token.family ?? token.tokenHash;
    return consumer && user && { token, client: clientOf(consumer), user };
  };
  const take = (secret: string) =>
    credentials.takeOauthToken(hashOf(secret), Date.now() + REFRESH_SECONDS * 1000);
  const save = async (
    kind: OauthToken['kind'],
    secret: string,
    expires: Date | undefined,
    owner: Pick<OauthToken, 'consumerId' | 'userId' | 'grants'>,
  ): Promise<void> => {
    const token = { tokenHash: hashOf(secret), kind, expiresMs: expires?.getTime() ?? Date.now() };
    const kin = family === undefined ? {} : { family };
    if (await credentials.saveOauthToken({ ...token, ...owner, ...kin })) return;
    throw new OAuth2Server.InvalidGrantError('Invalid grant: it was used twice');
  };
  return {
    async getClient(clientId: string, secret: string | undefined) {
      const consumer = await records.consumer(clientId);
      if (consumer === undefined || consumer.kind === 'oauth1') return false;
      const { secretHash } = consumer;
      const proves =
        secretHash === undefined
          ? secret === undefined
          : secret !== undefined && isSameSecret(hashOf(secret), secretHash);
      return proves && clientOf(consumer);
    },
    async getUserFromClient({ consumer }: Client) {
      return (await records.userById(consumer.userId)) ?? false;
    },
    async validateScope(_user: unknown, { consumer }: Client, scope?: string[]) {
      return requestedGrants(scope?.join(' '), consumer) ?? false;
    },
    generateAccessToken: async () => newSecret('access'),
    generateRefreshToken: async () => newSecret('refresh'),
    async saveToken(token: OAuth2Server.Token, client: Client, user: User) {
      const { accessToken, accessTokenExpiresAt, refreshToken, refreshTokenExpiresAt } = token;
      const owner = {
        consumerId: client.id,
        userId: user.userId,
        grants: token.scope ?? [],
      };
      await save('access', accessToken, accessTokenExpiresAt, owner);
      if (refreshToken !== undefined) {
        await save('refresh', refreshToken, refreshTokenExpiresAt, owner);
      }
      return { ...token, client, user };
    },
    async getAccessToken(secret: string) {
      const found = await find(secret, 'access');
      return found === undefined
        ? false
        : { ...found, accessToken: secret, accessTokenExpiresAt: new Date(found.token.expiresMs) };
    },
    async getAuthorizationCode(secret: string) {
      const found = await find(secret, 'code');
      if (found === undefined) return false;
      const { token, client, user } = found;
      return {
        authorizationCode: secret,
        expiresAt: new Date(token.expiresMs),
        redirectUri: token.redirectUri ?? '',
        scope: [...token.grants],
        codeChallenge: token.codeChallenge ?? '',
        codeChallengeMethod: 'S256',
        client,
        user,
      };
    },
    saveAuthorizationCode: () => Promise.resolve(false as const),
    revokeAuthorizationCode: ({ authorizationCode }: OAuth2Server.AuthorizationCode) =>
      take(authorizationCode),
    async getRefreshToken(secret: string) {
      const found = await find(secret, 'refresh');
      if (found === undefined) return false;
      const { token, client, user } = found;
      return {
        refreshToken: secret,
        refreshTokenExpiresAt: new Date(token.expiresMs),
        scope: [...token.grants],
        client,
        user,
      };
    },
    revokeToken: ({ refreshToken }: OAuth2Server.RefreshToken) => take(refreshToken),
  };
}

/** Who acts by an access token, and with which grants; `undefined` for one that is not good. */
export async function findAccessToken(
  secret: string,
  records: Oauth2Store['records'],
  nowMs: number,
): Promise<{ readonly user: User; readonly token: OauthToken } | undefined> {
  const token = await records.oauthToken(hashOf(secret));
  if (token?.kind !== 'access' || token.expiresMs <= nowMs) return undefined;
  const user = await records.userById(token.userId);
  return user && { user, token };
}
