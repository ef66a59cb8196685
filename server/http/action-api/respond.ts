/**
 * The Action API's envelope: warnings and errors, format versions 1 and 2, character escapes.
 *
 * Errors come with status 200 and a header, as MediaWiki's do; never as HTML.
 */
import type { Messages } from '../../../client/i18n/message.ts';
import { failureText } from '../../../client/view/failure-view.ts';
import type { Failure } from '../../../schema/failures.ts';
import { messageName } from './error-codes.ts';
import type { ApiError, JsonObject } from './module.ts';

export type ErrorFormat = 'bc' | 'plaintext' | 'wikitext' | 'html' | 'raw' | 'none';
export const errorFormats: readonly ErrorFormat[] = [
  'bc',
  'plaintext',
  'wikitext',
  'html',
  'raw',
  'none',
];

export interface Envelope {
  readonly formatVersion: 1 | 2;
  readonly errorFormat: ErrorFormat;
  /** Version 1 escapes everything that is not ASCII, unless asked for UTF-8. */
  readonly utf8: boolean;
  readonly messages: Messages;
  readonly module: string;
}

export function errorJson(error: ApiError, envelope: Envelope): JsonObject {
  const { code, failures, extra } = error;
  const text = failures.map((failure) => withPlace(failure, envelope.messages)).join(' ');
  if (envelope.errorFormat === 'bc') {
    const messages = failures.map((failure) => ({
      name: messageName(failure),
      parameters: Object.values(failure.parameters).map(String),
      html: contentOf(escapeHtml(failureText(failure, envelope.messages)), envelope),
    }));
    return { error: { code, info: text, ...extra, ...(messages.length > 0 ? { messages } : {}) } };
  }
  return { errors: [{ code, ...errorText(error, text, envelope), module: envelope.module }] };
}

function errorText({ failures }: ApiError, text: string, envelope: Envelope): JsonObject {
  switch (envelope.errorFormat) {
    case 'none':
      return {};
    case 'html':
      return contentAs('html', escapeHtml(text), envelope);
    case 'raw': {
      const [first] = failures;
      return first === undefined
        ? {}
        : { key: messageName(first), params: Object.values(first.parameters).map(String) };
    }
    case 'bc':
    case 'plaintext':
    case 'wikitext':
      return contentAs('text', text, envelope);
  }
}

/** Where in the sent JSON the fault is, for those who sent it. */
function withPlace(failure: Failure, messages: Messages): string {
  const text = failureText(failure, messages);
  return failure.path === undefined || failure.path === '' ? text : `${text} (${failure.path})`;
}

/** The codes that go into `MediaWiki-API-Error`. */
export function errorHeader({ code, failures }: ApiError): string {
  return [...new Set([code, ...failures.map(messageName)])].join(', ');
}

/** Text under a name: version 1 wraps it as `{"*": …}`. */
function contentAs(name: string, text: string, { formatVersion }: Envelope): JsonObject {
  return formatVersion === 1 && name === 'text' ? { '*': text } : { [name]: text };
}

function contentOf(text: string, { formatVersion }: Envelope): unknown {
  return formatVersion === 1 ? { '*': text } : text;
}

export function serialize(json: JsonObject, { formatVersion, utf8 }: Envelope): string {
  if (formatVersion === 2) return JSON.stringify(json);
  const text = JSON.stringify(json, legacyBoolean);
  return utf8 ? text : text.replaceAll(/[\u0080-\uffff]/g, escapeCharacter);
}

/** Version 1 has no booleans: true is an empty string, false is left out. */
function legacyBoolean(_key: string, value: unknown): unknown {
  if (value === true) return '';
  return value === false ? undefined : value;
}

function escapeCharacter(character: string): string {
  return String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
