/**
 * Errors and warnings of the Action API, in each of its error formats.
 *
 * Errors come with status 200 and a header, as MediaWiki's do; never as HTML.
 */
import { failureText } from '../../../client/view/failure-view.ts';
import type { Messages } from '../../../client/i18n/message.ts';
import type { Failure } from '../../../schema/failures.ts';
import type { Envelope } from './envelope.ts';
import { contentKey } from './format.ts';
import { htmlText } from '../response/html-text.ts';
import type { ApiError, ErrorMessage, JsonObject } from './module.ts';

export function errorJson(error: ApiError, envelope: Envelope): JsonObject {
  const { code, extra } = error;
  const text = textOf(error, envelope);
  const messages =
    error.messages.length === 0
      ? {}
      : { messages: error.messages.map((each) => messageJson(each, text, envelope)) };
  const docref = envelope.messages.text('api-docref', envelope.apiUrl);
  const reference = { [contentKey(envelope, 'docref')]: docref };
  if (envelope.errorFormat === 'bc') {
    return { error: { code, info: text, ...extra, ...messages, ...reference } };
  }
  const data = { ...extra, ...messages };
  const entry = Object.keys(data).length === 0 ? {} : { data };
  return {
    errors: [{ code, ...formatted(text, error, envelope), ...entry, module: 'main' }],
    ...reference,
  };
}

/** Errors beside an answer. The oldest format has room for one. */
export function reportedJson(errors: readonly ApiError[], envelope: Envelope): JsonObject {
  const [first] = errors;
  if (first === undefined) return {};
  if (envelope.errorFormat === 'bc') {
    return { error: { code: first.code, info: textOf(first, envelope) } };
  }
  const list = errors.map((error) => ({
    code: error.code,
    ...formatted(textOf(error, envelope), error, envelope),
    module: envelope.module,
  }));
  return { errors: list };
}

function textOf({ failures }: ApiError, { messages }: Envelope): string {
  return failures.map((failure) => sentenceOf(failure, messages)).join(' ');
}

/** With the place of the fault in the JSON that was sent. */
function sentenceOf(failure: Failure, messages: Messages): string {
  const text = failureText(failure, messages);
  return (failure.path ?? '') === '' ? text : `${text} (${failure.path})`;
}

export function messageJson(
  { name, parameters, failure }: ErrorMessage,
  text: string,
  envelope: Pick<Envelope, 'formatVersion' | 'messages'>,
): JsonObject {
  const said = failure === undefined ? text : sentenceOf(failure, envelope.messages);
  return { name, parameters: parametersOf(parameters, said), html: htmlJson(said, envelope) };
}

function parametersOf(parameters: ErrorMessage['parameters'], said: string): readonly string[] {
  return parameters === 'sentence' ? [said] : parameters;
}

function htmlJson(text: string, { formatVersion }: Pick<Envelope, 'formatVersion'>): unknown {
  return formatVersion === 1 ? { '*': htmlText(text) } : htmlText(text);
}

function formatted(text: string, error: ApiError, envelope: Envelope): JsonObject {
  switch (envelope.errorFormat) {
    case 'none':
      return {};
    case 'html':
      return { [contentKey(envelope, 'html')]: htmlText(text) };
    case 'raw':
      return rawMessage(error, text);
    case 'bc':
    case 'plaintext':
    case 'wikitext':
      return { [contentKey(envelope, 'text')]: text };
  }
}

/** The name of a message instead of its words. */
function rawMessage({ failures, messages: [first] }: ApiError, text: string): JsonObject {
  if (first !== undefined) {
    return { key: first.name, params: parametersOf(first.parameters, text) };
  }
  const [failure] = failures;
  return failure === undefined
    ? {}
    : { key: `failure-${failure.code}`, params: Object.values(failure.parameters).map(String) };
}

/** The codes that go into `MediaWiki-API-Error`. */
export function errorHeader({ code, messages }: ApiError): string {
  const details = messages.map(({ name }) => name).filter((name) => !name.startsWith(OWN_MESSAGE));
  return [...new Set([code, ...(messages.length > 1 ? details : [])])].join(', ');
}

/** Messages that only say again what the code says. */
const OWN_MESSAGE = 'wikibase-api-';

export interface Warning {
  readonly module: string;
  readonly text: string;
  /** Wikibase tells some by name. */
  readonly messageName: string | undefined;
  readonly code?: string;
}

export function warningsJson(warnings: readonly Warning[], envelope: Envelope): JsonObject {
  if (warnings.length === 0) return {};
  if (envelope.errorFormat !== 'bc') {
    const list = warnings.map(({ module, text, messageName, code = 'warning' }) => ({
      code: messageName ?? code,
      ...warningText(text, messageName, envelope),
      module,
    }));
    return { warnings: list };
  }
  const modules = [...new Set(warnings.map(({ module }) => module))];
  return { warnings: Object.fromEntries(modules.map((name) => [name, ofModule(name)])) };

  function ofModule(name: string): JsonObject {
    const own = warnings.filter(({ module }) => module === name);
    const unnamed = own.filter(({ messageName }) => messageName === undefined);
    const named = own.flatMap(({ messageName, text }) =>
      messageName === undefined
        ? []
        : [{ name: messageName, parameters: [], html: htmlJson(text, envelope), type: 'warning' }],
    );
    const texts = unnamed.map(({ text }) => text).join('\n');
    return {
      ...(unnamed.length > 0 ? { [contentKey(envelope, 'warnings')]: texts } : {}),
      ...(named.length > 0 ? { messages: named } : {}),
    };
  }
}

function warningText(text: string, name: string | undefined, envelope: Envelope): JsonObject {
  switch (envelope.errorFormat) {
    case 'none':
      return {};
    case 'raw':
      return { key: name ?? 'warning', params: [text] };
    case 'html':
      return { [contentKey(envelope, 'html')]: htmlText(text) };
    case 'bc':
    case 'plaintext':
    case 'wikitext':
      return { [contentKey(envelope, 'text')]: text };
  }
}
