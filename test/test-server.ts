/** A whole server for tests: its own folder, its own port, and what a client of it needs. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../server/config.ts';
import { openLog } from '../server/log.ts';
import { startServer } from '../server/main.ts';

export const ADMIN = { name: 'Admin', password: 'a password of some length' };

export interface TestServer {
  readonly url: string;
  close(): Promise<void>;
}

export async function openTestServer(
  environment: Readonly<Record<string, string>> = {},
  /** Fills the data folder before the server opens it. */
  prepare: (folder: string) => Promise<void> = async () => {},
): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sabir-test-'));
  await prepare(folder);
  const config = readConfig(
    {
      SABIR_DATA: folder,
      SABIR_PORT: '0',
      SABIR_SEED: 'off',
      SABIR_LOG: 'silent',
      SABIR_QUERY_PROCESSES: '1',
      SABIR_RATE_LIMIT: 'off',
      SABIR_ADMIN_USER: ADMIN.name,
      SABIR_ADMIN_PASSWORD: ADMIN.password,
      ...environment,
    },
    {},
  );
  if (!config.ok) throw new Error(JSON.stringify(config.failures));
  const server = await startServer(config.value, openLog('silent'));
  if (!server.ok) throw new Error(JSON.stringify(server.failures));
  const { url } = server.value;
  return {
    url,
    async close() {
      await server.value.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Fields = Readonly<Record<string, string>>;

interface EditAnswer {
  readonly entity?: {
    readonly id: string;
    readonly lastrevid: number;
    readonly nochange?: boolean;
  };
  readonly error?: { readonly code: string; readonly info: string };
}

/** A client of the Action API that keeps its cookies, as bots do. */
export class ApiClient {
  readonly #url: string;
  readonly #sent: Fields;
  readonly #cookies = new Map<string, string>();

  /** `headers` come with every request. */
  constructor(url: string, headers: Fields = {}) {
    this.#url = `${url}/w/api.php`;
    this.#sent = headers;
  }

  async get<Answer>(fields: Fields): Promise<Answer> {
    const query = new URLSearchParams({ format: 'json', formatversion: '2', ...fields });
    const response = await fetch(`${this.#url}?${query.toString()}`, { headers: this.#headers() });
    return this.#read<Answer>(response);
  }

  async post<Answer>(fields: Fields): Promise<Answer> {
    const body = new URLSearchParams({ format: 'json', formatversion: '2', ...fields });
    const init = { method: 'POST', headers: this.#headers(), body };
    return this.#read<Answer>(await fetch(this.#url, init));
  }

  async logIn({ name, password }: typeof ADMIN): Promise<string> {
    const fields = { action: 'login', lgname: name, lgpassword: password };
    const { login } = await this.post<{ login: { token: string } }>(fields);
    const answer = await this.post<{ login: { result: string } }>({
      ...fields,
      lgtoken: login.token,
    });
    return answer.login.result;
  }

  async token(): Promise<string> {
    const answer = await this.get<{ query: { tokens: { csrftoken: string } } }>({
      action: 'query',
      meta: 'tokens',
    });
    return answer.query.tokens.csrftoken;
  }

  /** `wbeditentity`; `data` may be broken on purpose. */
  async edit(fields: Fields, data: unknown): Promise<EditAnswer> {
    const token = await this.token();
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    return this.post<EditAnswer>({ action: 'wbeditentity', token, ...fields, data: text });
  }

  /** Makes an entity that must be fine. */
  async create(type: 'item' | 'property', data: object): Promise<string> {
    const { entity, error } = await this.edit({ new: type }, data);
    if (entity === undefined) throw new Error(JSON.stringify(error));
    return entity.id;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #headers(): Fields {
    return this.#cookies.size === 0 ? this.#sent : { ...this.#sent, Cookie: this.cookie };
  }

  async #read<Answer>(response: Response): Promise<Answer> {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const equals = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, equals), pair.slice(equals + 1));
    }
    return (await response.json()) as Answer;
  }
}

export function label(language: string, value: string) {
  return { labels: { [language]: { language, value } } };
}

/** A statement whose value is text. */
export function textStatement(property: string, value: string) {
  return {
    mainsnak: { snaktype: 'value', property, datavalue: { type: 'string', value } },
    type: 'statement',
    rank: 'normal',
  };
}
