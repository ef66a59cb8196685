/** A bot that edits over HTTP, as bots do: logged in, with a token, one request after the other. */
import { ApiClient } from '../test/test-server.ts';
import { ADMIN } from './server-process.ts';
import type { ServerProcess } from './server-process.ts';

export type Fields = Readonly<Record<string, string>>;
export type Json = Readonly<Record<string, unknown>>;

export class Bot {
  readonly #client: ApiClient;
  readonly #token: string;

  private constructor(client: ApiClient, token: string) {
    this.#client = client;
    this.#token = token;
  }

  static async logIn({ url }: Pick<ServerProcess, 'url'>): Promise<Bot> {
    const client = new ApiClient(url);
    const result = await client.logIn(ADMIN);
    if (result !== 'Success') throw new Error(`The bot cannot log in: ${result}`);
    return new Bot(client, await client.token());
  }

  /** Throws where the answer is an error: then the figures would mean nothing. */
  async post(fields: Fields): Promise<Json> {
    return checked(await this.#client.post<Json>({ ...fields, token: this.#token, bot: '1' }));
  }

  async get(fields: Fields): Promise<Json> {
    return checked(await this.#client.get<Json>(fields));
  }

  async create(type: 'item' | 'property', data: object): Promise<string> {
    const fields = { action: 'wbeditentity', new: type, data: JSON.stringify(data) };
    const { entity } = (await this.post(fields)) as { entity: { id: string } };
    return entity.id;
  }
}

function checked(answer: Json): Json {
  if ('error' in answer) throw new Error(JSON.stringify(answer['error']));
  return answer;
}
