/**
 * A bot that edits over HTTP, as bots do: logged in, with a token, one request after the other.
 * Not with `fetch`, which costs as much as what is measured and shares the processors with it.
 */
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { ApiClient } from '../test/test-server.ts';
import { ADMIN } from './server-process.ts';
import type { ServerProcess } from './server-process.ts';

export type Fields = Readonly<Record<string, string>>;
export type Json = Readonly<Record<string, unknown>>;

export class Bot {
  readonly #url: string;
  readonly #cookie: string;
  readonly #token: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  private constructor(url: string, cookie: string, token: string) {
    this.#url = url;
    this.#cookie = cookie;
    this.#token = token;
  }

  static async logIn({ url }: Pick<ServerProcess, 'url'>): Promise<Bot> {
    const client = new ApiClient(url);
    const result = await client.logIn(ADMIN);
    if (result !== 'Success') throw new Error(`The bot cannot log in: ${result}`);
    return new Bot(url, client.cookie, await client.token());
  }

  /** Throws where the answer is an error: then the figures would mean nothing. */
  async post(fields: Fields): Promise<Json> {
    const body = formOf({ ...fields, token: this.#token, bot: '1' });
    return checked(await this.#send('POST', '/w/api.php', body));
  }

  async get(fields: Fields): Promise<Json> {
    return checked(await this.#send('GET', `/w/api.php?${formOf(fields)}`));
  }

  /** Only reads it: what it says is somebody else's question. */
  async load(path: string): Promise<void> {
    await this.#send('GET', path);
  }

  async create(type: 'item' | 'property', data: object): Promise<string> {
    const fields = { action: 'wbeditentity', new: type, data: JSON.stringify(data) };
    const { entity } = (await this.post(fields)) as { entity: { id: string } };
    return entity.id;
  }

  async #send(method: string, path: string, body = ''): Promise<string> {
    const headers = {
      Cookie: this.#cookie,
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': Buffer.byteLength(body),
    };
    const sent = request(this.#url + path, { method, headers, agent: this.#agent });
    sent.end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`${path}: ${response.statusCode}`);
    response.setEncoding('utf8');
    let text = '';
    for await (const chunk of response) text += chunk as string;
    return text;
  }
}

function formOf(fields: Fields): string {
  return new URLSearchParams({ format: 'json', formatversion: '2', ...fields }).toString();
}

function checked(text: string): Json {
  const answer = JSON.parse(text) as Json;
  if ('error' in answer) throw new Error(JSON.stringify(answer['error']));
  return answer;
}
