/** Sends requests as they are, whatever is in them: nothing is put right on the way. */
import { Agent, request } from 'node:http';
import type { Sent } from './hostile.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

export class RawClient {
  readonly #host: string;
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 8 });

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.#host = hostname;
    this.#port = Number(port);
  }

  /** Only as much of an endless answer as comes first. */
  send({ method, path, headers, body }: Sent): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const sending = request(
      { host: this.#host, port: this.#port, agent: this.#agent, method, path, headers },
      (response) => {
        const { statusCode: status = 0, headers: received } = response;
        const chunks: Buffer[] = [];
        const done = (): void =>
          resolve({ status, headers: received, text: Buffer.concat(chunks).toString('latin1') });
        const endless = /event-stream/.test(received['content-type'] ?? '');
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          if (endless) response.destroy();
        });
        response.on('close', done);
      },
    );
    sending.on('error', reject);
    sending.end(body);
    return promise;
  }

  close(): void {
    this.#agent.destroy();
  }
}
