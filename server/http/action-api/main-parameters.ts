/** What every module takes, and what clients of MediaWiki send with every request. */
import { formats } from './formats.ts';
import type { ModuleDeclaration, ParameterValues } from './module.ts';

export const mainModule = {
  name: 'main',
  mustBePosted: false,
  parameters: {
    action: { type: 'string', default: 'help' },
    format: { type: 'enum', values: formats, default: 'json' },
    maxlag: { type: 'integer' },
    smaxage: { type: 'integer', min: 0, default: '0' },
    maxage: { type: 'integer', min: 0, default: '0' },
    assert: { type: 'enum', values: ['anon', 'bot', 'user'] },
    assertuser: { type: 'user' },
    requestid: { type: 'string' },
    servedby: { type: 'boolean' },
    curtimestamp: { type: 'boolean' },
    responselanginfo: { type: 'boolean' },
    origin: { type: 'string' },
    crossorigin: { type: 'boolean' },
    uselang: { type: 'string', default: 'user' },
    variant: { type: 'string' },
    errorformat: {
      type: 'enum',
      values: ['bc', 'html', 'none', 'plaintext', 'raw', 'wikitext'],
      default: 'bc',
    },
    errorlang: { type: 'string', default: 'uselang' },
    errorsuselocal: { type: 'boolean' },
  },
} as const satisfies ModuleDeclaration;

export type MainValues = ParameterValues<typeof mainModule.parameters>;

/** What is written as JSON, or made of it, takes these. */
export const jsonModule = {
  name: 'json',
  mustBePosted: false,
  parameters: {
    callback: { type: 'string' },
    utf8: { type: 'boolean' },
    ascii: { type: 'boolean' },
    formatversion: { type: 'enum', values: ['1', '2', 'latest'], default: '1' },
  },
} as const satisfies ModuleDeclaration;
