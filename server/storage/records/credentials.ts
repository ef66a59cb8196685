/**
 * What programs log in with besides an account's own password, and how people get a password back.
 *
 * Secrets are known here by their hash only. What is deleted opens nothing from that moment on.
 */

/** A password for one program, used as `Name@label`. */
export interface BotPassword {
  readonly userId: number;
  readonly label: string;
  /** Argon2id in PHC format. */
  readonly passwordHash: string;
  readonly grants: readonly string[];
  /** ISO 8601, whole seconds. */
  readonly created: string;
}

/** `oauth1` and `owner` act for their owner only, `shared` for everybody who lets it. */
export type ConsumerKind = 'oauth1' | 'owner' | 'shared';

/** A program that was registered for OAuth. */
export interface Consumer {
  readonly consumerId: string;
  readonly userId: number;
  readonly name: string;
  readonly kind: ConsumerKind;
  /** All that it may ever ask for. */
  readonly grants: readonly string[];
  /** Where people are sent back to; only of `shared` ones. */
  readonly redirectUri: string | undefined;
  /** SHA-256, hex; `undefined` for `oauth1`, and for programs that cannot keep a secret. */
  readonly secretHash: string | undefined;
  /** ISO 8601, whole seconds. */
  readonly created: string;
}

export interface OauthToken {
  /** SHA-256, hex. */
  readonly tokenHash: string;
  readonly kind: 'code' | 'access' | 'refresh';
  readonly consumerId: string;
  readonly userId: number;
  readonly grants: readonly string[];
  readonly expiresMs: number;
  /** Of a code: what has to be shown again when it is exchanged. */
  readonly redirectUri?: string;
  readonly codeChallenge?: string;
  /** The hash of the code that it came of; absent for what came of none. */
  readonly family?: string;
}

export interface CredentialReads {
  botPassword(userId: number, label: string): Promise<BotPassword | undefined>;
  /** In the order of their labels. */
  botPasswords(userId: number): Promise<BotPassword[]>;
  consumer(consumerId: string): Promise<Consumer | undefined>;
  /** Those that somebody registered, the oldest first. */
  consumers(userId: number): Promise<Consumer[]>;
  /** Those of others, and their own shared ones, that hold tokens to act for somebody. */
  consumersActingFor(userId: number): Promise<Consumer[]>;
  /** Also one that has expired or was used. */
  oauthToken(tokenHash: string): Promise<OauthToken | undefined>;
  /** Whether the link is still good. */
  hasRecoveryLink(tokenHash: string): Promise<boolean>;
}

export interface CredentialWrites {
  /** `false` where the label is taken. */
  createBotPassword(password: Omit<BotPassword, 'created'>): Promise<boolean>;
  /** Ends its sessions as well; `false` where there is none. */
  deleteBotPassword(userId: number, label: string): Promise<boolean>;
  createConsumer(consumer: Omit<Consumer, 'created'>): Promise<void>;
  /** With all its tokens; `false` where the user has none such. */
  deleteConsumer(userId: number, consumerId: string): Promise<boolean>;
  /** `false` where its family has ended. */
  saveOauthToken(token: OauthToken): Promise<boolean>;
  /**
   * Uses up a token that is good once. `false` for whoever comes second, until the given moment: one
   * of the two has stolen it, so that its whole family ends.
   */
  takeOauthToken(tokenHash: string, rememberedUntilMs: number): Promise<boolean>;
  /** Takes back what somebody allowed a consumer. */
  deleteTokensFor(userId: number, consumerId: string): Promise<void>;
  /** Replaces an older link of the same account. */
  createRecoveryLink(link: {
    readonly tokenHash: string;
    readonly userId: number;
    readonly expiresMs: number;
  }): Promise<void>;
  /**
   * Uses the link up, sets the password, and ends all that the old one may have opened: sessions,
   * bot passwords, tokens. The account's number; `undefined` where the link is no longer good.
   */
  recoverAccount(tokenHash: string, passwordHash: string): Promise<number | undefined>;
}
